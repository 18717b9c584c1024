"""What LibreOffice makes of Word files: run by a Python that has UNO, with folders to read, answers on standard output.

    python3 tests/office.py FILE.docx...

For each file a line of JSON: the paragraphs with the names of their styles as the file is opened, after all tracked
changes are accepted, and after all are rejected; and the comments with their author, words and the words they are on.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def main(files):
    with tempfile.TemporaryDirectory() as folder:
        program = [
            "soffice",
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault"),
            f"--accept=pipe,name={Path(folder).name};urp;",
        ]
        office = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            context = connected(Path(folder).name, office)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            for file in files:
                print(json.dumps(told(desktop, context, Path(file).absolute().as_uri())), flush=True)
            desktop.terminate()
            office.wait()
        finally:
            office.kill()
            office.wait()


def connected(name, office):
    """The office's context, as soon as it answers; an error if it ends before."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while office.poll() is None:
        try:
            return resolver.resolve(f"uno:pipe,name={name};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit(f"soffice ended with {office.returncode} before it answered")


def told(desktop, context, url):
    opened = document(desktop, url)
    found = {"comments": list(comments(opened))}
    opened.close(True)
    for name in ("AcceptAll", "RejectAll"):
        changed = document(desktop, url)
        dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        dispatcher.executeDispatch(
            changed.CurrentController.Frame, f".uno:{name}TrackedChanges", "", 0, (value("ShowTrackedChanges", True),)
        )
        found[name] = [[each.getString(), each.ParaStyleName] for each in changed.Text if hasattr(each, "getString")]
        changed.close(True)
    return found


def document(desktop, url):
    return desktop.loadComponentFromURL(url, "_blank", 0, (value("Hidden", True),))


def value(name, given):
    made = PropertyValue()
    made.Name, made.Value = name, given
    return made


def comments(opened):
    for field in opened.TextFields:
        if field.supportsService("com.sun.star.text.textfield.Annotation"):
            yield {
                "author": field.Author,
                "words": field.Content,
                "on": field.Anchor.getString(),
                "resolved": field.Resolved,
                "date": field.DateTimeValue.Year,
            }


if __name__ == "__main__":
    main(sys.argv[1:])
