"""`python -m bench.page`: writes the figures of bench/results.json into docs/performance.md."""

from bench import table


def main() -> None:
    machine, rows = table.read()
    table.PAGE.write_text(table.page(table.PAGE.read_text(), machine, rows))


if __name__ == "__main__":
    main()
