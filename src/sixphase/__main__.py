"""The entry of the command `sixphase`."""

import signal
import sys


def main() -> None:
    """Run the command line; a user's mistake ends with status 2 and no traceback."""
    from sixphase.cli import app
    from sixphase.study.problem import InputError

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside is as stopped by hand
    try:
        app()
    except InputError as error:
        from sixphase.cli.screen import show_problems

        show_problems(error)
        sys.exit(2)
    except KeyboardInterrupt:
        print("\nStopped. What was finished is kept; run the same command again to go on.", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
