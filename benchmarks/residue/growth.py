"""Shows that the time for one hostile line grows with its length alone.

    python benchmarks/residue/growth.py [CHARACTERS] [TIMES]

Prints a Markdown table: CPU-seconds for single lines of CHARACTERS (1,000,000) and of TIMES (10) as many, made of
what the search finds hardest, and the ratio of the two; well above TIMES would mean that something is not linear.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from cleantext.residue import find_residue  # noqa: E402


def repeated(unit: str, end: str = "") -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit)) + end


def any_kanji(size: int) -> str:
    dice = random.Random(1)
    return "".join(chr(dice.randint(0x4E00, 0x9FA5)) for _ in range(size))


LINES: dict[str, Callable[[int], str]] = {
    "good Japanese": repeated("国家安全保障会議は午後に結論を出した。"),
    "Chinese": repeated("他们已经没有时间了，因为这样的问题还不能解决。"),
    "one character": repeated("的"),
    "kanji by chance": any_kanji,
    "citations": repeated("彼は「什么」と「这样」を"),
    "nested marks": lambda size: "我们已经没有" + "「" * (size // 2) + "他们" + "」" * (size // 2),
    "marks that do not close": repeated("我们已经「没有时间了。国家安全保障会議開催。", "は"),
    "Chinese and Japanese clauses": repeated("我们已经没有时间了。国家安全保障会議開催。", "は"),
    "Latin words between": repeated("a我们b国家安全保障c"),
    "的": repeated("3時間的練習"),
}


def seconds(text: str) -> float:
    begun = time.process_time()
    find_residue(text)
    return time.process_time() - begun


def main(size: int, times: int) -> None:
    find_residue("这")
    print(f"| line | {size:,} characters, s | {size * times:,}, s | ratio |\n|---|---|---|---|", flush=True)
    for name, make in LINES.items():
        short, long = seconds(make(size)), seconds(make(size * times))
        print(f"| {name} | {short:.2f} | {long:.2f} | {long / short:.1f} |", flush=True)


if __name__ == "__main__":
    numbers = [int(value) for value in sys.argv[1:]]
    main(*numbers, *(1_000_000, 10)[len(numbers) :])
