// From a duty to an accepted report, and to the overview.
import { strict as assert } from "node:assert";

async function openReport(officer) {
  await officer.go("/viec-cua-toi");
  await officer.page.getByRole("link", { name: /Viết tiếp|Viết báo cáo/ }).first().click();
  await officer.page.waitForURL(/\/bao-cao\//);
}

async function fillLines(page, words) {
  const progress = page.getByLabel("Tiến độ");
  const result = page.getByLabel("Kết quả thực hiện");
  for (let i = 0; i < (await progress.count()); i++) {
    await progress.nth(i).selectOption({ label: "Đang thực hiện" });
    if (!(await result.nth(i).inputValue())) await result.nth(i).fill(words);
  }
}

export const stories = {
  async "what an agency owes, one click from doing it"(site) {
    const officer = await site.signIn("nnmt.canbo");
    assert.match(officer.page.url(), /viec-cua-toi/);
    await officer.shows("Báo cáo 6 tháng");
    await officer.look("viec-cua-toi");
  },

  async "a report goes from the officer to the head to Sở KH&CN, and the overview shows it"(site) {
    const officer = await site.signIn("nnmt.canbo");
    await openReport(officer);
    await fillLines(officer.page, "Đã thực hiện trong kỳ (thử bằng trình duyệt).");
    const line = officer.page.locator("article").first();
    await line.getByLabel("Tên số liệu").last().fill("Mô hình mới");
    await line.getByLabel("Giá trị").last().fill("1.234,5");
    await line.getByLabel("Đơn vị", { exact: true }).last().fill("ha");
    await officer.page.getByLabel("Tài liệu kèm theo").first().setInputFiles({
      name: "so-lieu.csv", mimeType: "text/csv", buffer: Buffer.from("mô hình,ha\nA,12\n"),
    });
    await officer.page.getByRole("button", { name: "Lưu nháp" }).last().click();
    await officer.page.waitForLoadState();
    await officer.shows("Đã lưu nháp");
    await officer.shows("so-lieu.csv");
    await officer.look("bao-cao-viet");
    await officer.page.getByRole("button", { name: "Trình lãnh đạo duyệt" }).click();
    await officer.page.waitForLoadState();
    await officer.shows("Chờ lãnh đạo duyệt");
    const address = new URL(officer.page.url()).pathname;

    const head = await site.signIn("nnmt.lanhdao");
    await head.go(address);
    await head.shows("1.234,5");
    await head.look("bao-cao-duyet");
    await head.page.getByRole("button", { name: "Duyệt và gửi" }).click();
    await head.page.waitForLoadState();
    await head.shows("Đã gửi");

    const coordinator = await site.signIn("dieuphoi");
    await coordinator.go(address);
    await coordinator.look("bao-cao-tiep-nhan");
    await coordinator.page.getByRole("button", { name: "Tiếp nhận", exact: true }).click();
    await coordinator.page.waitForLoadState();
    await coordinator.shows("Đã tiếp nhận");
    await coordinator.go("/bao-cao");
    await coordinator.look("bao-cao");

    const leader = await site.signIn("lanhdao");
    await leader.go("/tong-quan");
    await leader.shows("Sở Nông nghiệp và Môi trường");
    await leader.look("tong-quan");
  },

  async "the same works without JavaScript"(site) {
    const officer = await site.signIn("congthuong.canbo", { javaScriptEnabled: false });
    await openReport(officer);
    await fillLines(officer.page, "Đã thực hiện trong kỳ, không dùng JavaScript.");
    await officer.page.getByRole("button", { name: "Trình lãnh đạo duyệt" }).click();
    await officer.page.waitForLoadState();
    await officer.shows("Chờ lãnh đạo duyệt");
  },

  async "the register: list, duty, matrix"(site) {
    const officer = await site.signIn("nnmt.canbo");
    await officer.go("/nhiem-vu");
    await officer.look("nhiem-vu");
    await officer.go("/nhiem-vu?tim=san+pham+dac+thu");
    await officer.shows("IV.2");
    await officer.page.getByRole("link", { name: /IV\.2/ }).first().click();
    await officer.page.waitForURL(/\/nhiem-vu\//);
    await officer.shows("Sở Nông nghiệp và Phát triển nông thôn");
    await officer.look("nhiem-vu-mot");
    await officer.go("/ke-hoach");
    await officer.page.getByRole("link", { name: /182\/KH-UBND/ }).first().click();
    await officer.page.waitForURL(/\/ke-hoach\/.+/);
    await officer.go(`${new URL(officer.page.url()).pathname}/ma-tran`);
    await officer.look("ma-tran");
  },
};
