"""Count in how many clauses each pair of characters stands: the table that makes rare words weigh more.

    python benchmarks/count_rarity.py FOLDER > annotate/policy/rules/zh/rarity.tsv

Run it again after a change of matters.toml: how often a matter is named stands in the table, too, as `@name`.
FOLDER holds texts (`*.txt`, at any depth), UTF-8. A clause is what stands between two marks of ，。；：！？ or line
ends; only Han characters count. The first line of the answer says how many clauses there were; pairs that stand in
fewer than three are left out, matters are not.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from annotate.policy.lexicon import load_lexicon
from annotate.policy.matters import matters


def main() -> None:
    """Print the table for the folder named on the command line."""
    count: Counter[str] = Counter()
    named: Counter[str] = Counter()
    lexicon = load_lexicon("zh-Hans")
    clauses = 0
    for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
        for clause in re.split(r"[，。；：！？\n]", path.read_text()):
            han = re.sub(r"[^\u4e00-\u9fff]", "", clause)
            if han:
                clauses += 1
                count.update({han[i : i + 2] for i in range(len(han) - 1)})
                named.update(list(matters(han, lexicon)))
    print(f"*\t{clauses}")
    for pair, number in sorted(count.items()):
        if number >= 3:
            print(f"{pair}\t{number}")
    for matter, number in sorted(named.items()):
        print(f"@{matter}\t{number}")


if __name__ == "__main__":
    main()
