"""``python -m assessment_kit`` is the same as ``assessment-kit``."""

from assessment_kit.cli import main

if __name__ == "__main__":
    main()
