"""Print the lowest version of each dependency that pyproject.toml allows, as constraints for pip.

Those of the extras are among them; of what the tests need, only what reads files back.
"""

import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = project["optional-dependencies"]
listed = [each for name, found in extras.items() if name != "test" for each in found]
readers = [each for each in extras["test"] if each.startswith("openpyxl")]
for dependency in [*project["dependencies"], *listed, *readers]:
    name, _, version = dependency.partition(">=")
    print(f"{name}=={version}")
