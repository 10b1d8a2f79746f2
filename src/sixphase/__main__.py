"""The entry of the command `sixphase`."""

import gc
import signal
import sys

STOPPED = 130  # by hand, as shells tell it


def main() -> None:
    """Run the command line; a mistake of a user, or of a disk, ends with status 2 and no traceback."""
    gc.disable()  # what is imported stays: looking for rubbish among it would find none
    from sixphase.cli import app
    from sixphase.study.problem import InputError

    gc.freeze()
    gc.enable()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside is as stopped by hand
    try:
        app()
    except InputError as error:
        from sixphase.cli.screen import show_problems

        show_problems(error)
        sys.exit(2)
    except OSError as error:
        from sixphase.cli.screen import show_problems
        from sixphase.study.disk import refused_by_disk

        if not (told := refused_by_disk(error)):
            raise
        show_problems(InputError(told), "The disk refused this")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(_stopped())
    except SystemExit as end:
        sys.exit(_stopped() if end.code == STOPPED else end.code)  # typer makes a status of it, and says nothing


def _stopped() -> int:
    print("\nStopped. What was finished is kept; run the same command again to go on.", file=sys.stderr)
    return STOPPED


if __name__ == "__main__":
    main()
