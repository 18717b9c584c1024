"""Print the lowest version of each dependency that pyproject.toml allows, as constraints for pip.

Those of the extras are among them.
"""

import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = project["optional-dependencies"]
listed = [each for name, found in extras.items() if name != "test" for each in found]
for dependency in [*project["dependencies"], *listed]:
    name, _, version = dependency.partition(">=")
    print(f"{name}=={version}")
