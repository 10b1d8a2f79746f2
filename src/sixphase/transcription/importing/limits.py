"""What is more than a pile of forms can hold, and so is refused before it is unpacked or read."""

LARGEST_FILE = 300_000_000  # bytes
LARGEST_UNPACKED = 600_000_000  # bytes of all parts of a spreadsheet or document together
LARGEST_RATIO = 150  # unpacked to packed; what people type stays below 30, a bomb is at 1,000
RATIO_COUNTS_FROM = 20_000_000  # bytes; below this a part does no harm whatever its ratio
MOST_PARTS = 5_000  # files inside a spreadsheet or document
MOST_COLUMNS = 1_000
MOST_CELLS = 8_000_000
CELL_HOLDS = 32_767  # characters in a cell of Excel or LibreOffice
CHILD_MEMORY = 2_000_000_000  # bytes that reading a spreadsheet may take
CHILD_SECONDS = 120.0
