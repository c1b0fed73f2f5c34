// From accepted reports to the report that goes to the People's Committee.

export const stories = {
  "the coordinator draws the consolidated report up, edits a section and takes it as DOCX": async (site) => {
    const coordinator = await site.signIn("dieuphoi");
    const { page } = coordinator;
    await coordinator.go("/bao-cao-tong-hop");
    await coordinator.look("tong-hop-danh-sach");
    await page.getByRole("button", { name: /Soạn báo cáo/ }).last().click();
    await page.waitForLoadState();
    await coordinator.shows("KẾT QUẢ THỰC HIỆN");
    await coordinator.look("tong-hop");
    const address = new URL(page.url()).pathname;

    await page.getByRole("link", { name: /^Sửa IV\./ }).click();
    await page.waitForLoadState();
    await coordinator.look("tong-hop-sua");
    await page.getByLabel("Nội dung").fill("- Tiếp tục thực hiện Kế hoạch (thử bằng trình duyệt).");
    await page.getByRole("button", { name: "Lưu", exact: true }).click();
    await page.waitForLoadState();
    await coordinator.shows("Tiếp tục thực hiện Kế hoạch (thử bằng trình duyệt).");

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Tải DOCX" }).click(),
    ]);
    if (!/^bao-cao-tong-hop-.*\.docx$/.test(download.suggestedFilename())) throw new Error(download.suggestedFilename());

    await coordinator.go(`${address}/phien-ban`);
    await page.getByLabel("Ghi chú").fill("Bản trình lãnh đạo Sở");
    await page.getByRole("button", { name: "Lưu phiên bản" }).click();
    await page.waitForLoadState();
    await coordinator.shows("Phiên bản 1");
    await coordinator.look("tong-hop-phien-ban");
  },

  "what is late beyond the last reminder is urged by a person": async (site) => {
    const coordinator = await site.signIn("dieuphoi");
    await coordinator.go("/don-doc");
    await coordinator.shows("Đôn đốc");
    await coordinator.look("don-doc");
    await coordinator.go("/thong-bao");
    await coordinator.look("thong-bao");
  },
};
