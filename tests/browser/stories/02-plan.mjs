// From the plan's text to a tracked register.
import { strict as assert } from "node:assert";
import { fileURLToPath } from "node:url";

const sample = fileURLToPath(new URL("../../../samples/van-ban-mau.txt", import.meta.url));

async function openPlan(visitor) {
  await visitor.go("/ke-hoach");
  await visitor.page.getByRole("link", { name: /182\/KH-UBND/ }).first().click();
  await visitor.page.waitForURL(/\/ke-hoach\/.+/);
}

export const stories = {
  async "a citizen reads the plan as it was issued, without states"(site) {
    const citizen = await site.anyone();
    await openPlan(citizen);
    await citizen.shows("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    await citizen.shows("Số: 182/KH-UBND");
    await citizen.shows("Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh");
    await citizen.shows("Dương Xuân Huyên");
    await citizen.hides("Quá hạn");
    await citizen.hides("Đã tiếp nhận");
    await citizen.look("ke-hoach-cong-khai");
  },

  async "an officer sees each duty's state beside its sentence"(site) {
    const officer = await site.signIn("nnmt.canbo");
    await openPlan(officer);
    await officer.shows("Quá hạn 8 ngày làm việc");
    await officer.look("ke-hoach");
  },

  async "the coordinator imports a document, corrects what was read and confirms it"(site) {
    const visitor = await site.signIn("dieuphoi");
    const { page } = visitor;
    await visitor.go("/van-ban");
    await visitor.look("van-ban");
    await page.getByRole("link", { name: "Nhập văn bản" }).click();
    await visitor.look("nhap-van-ban");
    await page.getByLabel("Tệp văn bản").setInputFiles(sample);
    await page.getByRole("button", { name: "Đọc văn bản" }).click();
    await page.waitForURL(/xac-nhan/);
    await visitor.shows("Xác nhận nhiệm vụ đọc được");
    await visitor.shows("Lập danh mục giống cây trồng mẫu");
    await visitor.look("xac-nhan");

    // confirming before everything has been seen is refused, and nothing is lost
    await page.getByRole("button", { name: "Xác nhận kế hoạch" }).click();
    await page.waitForLoadState();
    await visitor.shows("chưa xem");

    // a deadline before the document's date comes back at its field, as typed
    await page.getByRole("link", { name: /^Sửa II\.3/ }).click();
    await page.getByLabel("Thời hạn").fill("30/8/2025");
    await page.getByLabel("Sản phẩm").fill("Danh mục sản phẩm được quảng bá");
    await page.getByRole("button", { name: "Lưu, chấp nhận" }).click();
    await page.waitForLoadState();
    await visitor.shows("Thời hạn trước ngày ban hành (05/01/2026)");
    assert.equal(await page.getByLabel("Thời hạn").inputValue(), "30/8/2025");
    await visitor.look("xac-nhan-loi");
    await page.getByLabel("Thời hạn").fill("31/12/2026");
    await page.getByRole("button", { name: "Lưu, chấp nhận" }).click();
    await page.waitForLoadState();
    await visitor.shows("Danh mục sản phẩm được quảng bá");

    for (let i = 0; i < 10; i++) {
      const accept = page.getByRole("button", { name: /^Chấp nhận/ });
      if ((await accept.count()) === 0) break;
      await accept.first().click();
      await page.waitForLoadState();
    }
    await visitor.shows("Mọi đoạn đã được xem.");
    await page.getByRole("button", { name: "Xác nhận kế hoạch" }).click();
    await page.waitForLoadState();
    await visitor.shows("Đã xác nhận kế hoạch");
    await visitor.go("/van-ban");
    await visitor.shows("00/KH-UBND");
  },

  async "an officer does not see drafts and may not import"(site) {
    const officer = await site.signIn("nnmt.canbo");
    assert.equal(await officer.go("/van-ban/nhap"), 403);
    await officer.shows("Chưa có quyền");
    await officer.look("khong-co-quyen");
  },
};
