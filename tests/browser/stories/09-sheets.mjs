// Lists as files, and a report that is filled in offline (as CSV, which a script can write).
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";

async function download(page, link) {
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Splits CSV as the site writes it into rows of fields. */
function fields(text) {
  const rows = [[]];
  let field = "", quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') { field += '"'; i++; }
      else if (c === '"') quoted = false;
      else field += c;
    } else if (c === '"') quoted = true;
    else if (c === "," || c === "\n") {
      rows.at(-1).push(field);
      field = "";
      if (c === "\n") rows.push([]);
    } else if (c !== "\r") field += c;
  }
  return rows.filter((row) => row.length);
}

const written = (rows) => rows.map((row) => row.map((f) => `"${f.replaceAll('"', '""')}"`).join(",")).join("\r\n");

export const stories = {
  async "a list is taken home as it is seen"(site) {
    const reader = await site.signIn("nnmt.canbo");
    await reader.go("/nhiem-vu?co-quan=so-nnmt");
    await reader.look("nhiem-vu-tai-ve");
    const xlsx = await download(reader.page, reader.page.getByRole("link", { name: /dạng XLSX/ }));
    assert.match(xlsx.name, /^minh-hoa-nhiem-vu-.*\.xlsx$/);
    assert.equal(xlsx.bytes.subarray(0, 2).toString(), "PK");
    const csv = await download(reader.page, reader.page.getByRole("link", { name: /dạng CSV/ }));
    const rows = fields(csv.bytes.toString().replace("\ufeff", ""));
    assert.ok(rows.length > 1 && rows[0].includes("Nhiệm vụ") && rows[1].at(-1) === "DỮ LIỆU MINH HỌA");
  },

  async "a report is filled in offline, compared, and put in"(site) {
    const officer = await site.signIn("congthuong.canbo");
    await officer.go("/viec-cua-toi");
    await officer.page.getByRole("link", { name: /Viết tiếp|Viết báo cáo/ }).first().click();
    await officer.page.waitForURL(/\/bao-cao\//);
    const report = officer.page.url();
    const form = await download(officer.page, officer.page.getByRole("link", { name: "Tải biểu mẫu (XLSX)" }));
    assert.equal(form.bytes.subarray(0, 2).toString(), "PK");
    const csv = await download(officer.page, officer.page.getByRole("link", { name: "Tải các dòng (CSV)" }));
    const rows = fields(csv.bytes.toString().replace("\ufeff", ""));
    const at = (heading) => rows[0].indexOf(heading);
    const send = async (name) => {
      await officer.page.getByLabel("Biểu mẫu đã điền").setInputFiles({
        name, mimeType: "text/csv", buffer: Buffer.from(written(rows)),
      });
      await officer.page.getByRole("button", { name: "Đối chiếu" }).click();
      await officer.page.waitForLoadState();
    };

    rows[1][at("Tiến độ")] = "gần xong";
    await send("sai.csv");
    await officer.shows("“gần xong” không phải là một mức tiến độ");
    await officer.look("bieu-mau-sai");

    rows[1][at("Tiến độ")] = "Đang thực hiện";
    rows[1][at("Kết quả thực hiện")] = "Đã khảo sát 3 cơ sở, điền khi không có mạng.";
    await send("dung.csv");
    await officer.shows("1 dòng sẽ thay đổi");
    await officer.look("bieu-mau-doi-chieu");
    await officer.page.getByRole("button", { name: "Nhập vào báo cáo" }).click();
    await officer.page.waitForLoadState();
    await officer.shows("Đã nhập nội dung của biểu mẫu vào báo cáo");
    assert.equal(new URL(officer.page.url()).pathname, new URL(report).pathname);
    assert.match(await officer.page.getByLabel("Kết quả thực hiện").first().inputValue(), /điền khi không có mạng/);
  },
};
