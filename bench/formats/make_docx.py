"""The master document as somebody writes it with python-docx."""
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.enum.style import WD_STYLE_TYPE

word = lambda n: "planted%03d" % n
doc = Document()
doc.add_heading("Master " + word(1), 0)
doc.add_heading("Heading " + word(2), 1)
p = doc.add_paragraph("Some ")
p.add_run("bold " + word(3)).bold = True
p.add_run(", ")
p.add_run("italic " + word(4)).italic = True
p.add_run(", ")
p.add_run("struck " + word(5)).font.strike = True
p.add_run(", H")
p.add_run("2").font.subscript = True
p.add_run("O " + word(6) + " and 10")
p.add_run("6").font.superscript = True
p.add_run(" " + word(7) + ", a ")
link = OxmlElement("w:hyperlink")
link.set(qn("r:id"), doc.part.relate_to("https://example.org/x", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True))
run = OxmlElement("w:r")
text = OxmlElement("w:t")
text.text = "link " + word(8)
run.append(text)
link.append(run)
p._p.append(link)
doc.add_heading("Second " + word(9), 2)
doc.add_paragraph("point " + word(10), style="List Bullet")
doc.add_paragraph("nested " + word(11), style="List Bullet 2")
doc.add_paragraph("point " + word(12), style="List Bullet")
doc.add_paragraph("first " + word(13), style="List Number")
doc.add_paragraph("second " + word(14), style="List Number")
doc.add_paragraph("quoted " + word(15), style="Quote")
doc.styles.add_style("Source Code", WD_STYLE_TYPE.PARAGRAPH)
for line in ["code " + word(16) + " {", "   indented " + word(17), "}"]:
    doc.add_paragraph(line, style="Source Code")
rows = [["Head " + word(18), "Other " + word(19)], ["cell " + word(20), "one " + word(21)], ["cell " + word(22), "two " + word(23)]]
table = doc.add_table(rows=3, cols=2)
for r, row in enumerate(rows):
    for c, value in enumerate(row):
        table.cell(r, c).text = value
doc.add_paragraph("Last " + word(24) + " notwithstanding.")
doc.save("python-docx.docx")
