"""Sheets of numbers in many formats, by openpyxl and by XlsxWriter."""
import openpyxl
import xlsxwriter

FORMATS = [
    "General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.0%", "0.00E+00", "# ?/?", "00000",
    "$#,##0.00", '#,##0.00 "EUR"', "#,##0;[Red]-#,##0", "#,##0.00_);(#,##0.00)", '"x"0', "0.000",
    "yyyy-mm-dd", "d/m/yyyy", "dd.mm.yyyy", "d mmm yyyy", "mmmm yyyy", "h:mm", "hh:mm:ss", "[h]:mm",
    "h:mm AM/PM", "yyyy-mm-dd hh:mm", "dddd", "mm:ss", "_-* #,##0.00\\ _D_M_-", "@",
]
VALUES = [0, 1, 1.5, 0.125, 1234.5, 42, 44561.75, 46000, 0.1 + 0.2, 12345678, 0.07000000000000001, 999.995, 7.25, 31.4]
# LibreOffice and Excel count the days before March 1900 differently, so that dates begin later.
DATES = [61, 100.5, 1000.25, 36526, 40000.125, 42000.75, 44561.75, 46000, 46001.999, 46022.5, 46100.0625, 50000.3, 55555.55, 60000.9]
values = lambda f: DATES if any(sign in f for sign in "ymdh") and '"' not in f else VALUES

book = openpyxl.Workbook()
sheet = book.active
for r, f in enumerate(FORMATS):
    for c, v in enumerate(values(f)):
        cell = sheet.cell(row=r + 1, column=c + 1, value=v)
        cell.number_format = f
book.save("openpyxl.xlsx")

book = xlsxwriter.Workbook("xlsxwriter.xlsx")
sheet = book.add_worksheet()
for r, f in enumerate(FORMATS):
    style = book.add_format({"num_format": f})
    for c, v in enumerate(values(f)):
        sheet.write_number(r, c, v, style)
book.close()
