"""The person's own workbook back, with every cell coloured and commented that something was found about."""
