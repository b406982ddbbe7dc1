"""Where answers come in: a new client's folder, the blank workbook, the plan of interviews on paper."""
