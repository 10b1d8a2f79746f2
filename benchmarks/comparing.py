"""How long it takes to compare what two people typed: 10,000 forms, one answer in eleven with a slip."""

from measuring import measure, new_study, project, show, sixphase, write_csv

NUMBER = 10_000
SLIPS = 11


def main() -> None:
    with project() as top:
        new_study(top)
        first, second = (write_csv(top / name, NUMBER, slips) for name, slips in (("a.csv", 0), ("b.csv", SLIPS)))
        arguments = ("compare", "large", first.name, second.name)
        show(f"compare {NUMBER:,} forms typed twice", measure(lambda: sixphase(top, *arguments), 1), large=True)


if __name__ == "__main__":
    main()
