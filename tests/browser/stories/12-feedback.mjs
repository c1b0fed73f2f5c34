// A message from outside: sent without an account, answered, published; the answer is read under its code.
import { strict as assert } from "node:assert";

const submit = async (visitor, name) => {
  await visitor.page.getByRole("button", { name, exact: true }).click();
  await visitor.page.waitForLoadState();
};

export const stories = {
  async "a message from outside is answered, published, and found under its code"(site) {
    const anyone = await site.anyone();
    await anyone.go("/gop-y");
    await anyone.shows("lịch các lớp tập huấn");
    await anyone.look("gop-y");
    await anyone.page.getByRole("link", { name: "Gửi góp ý, đề xuất" }).click();
    await anyone.page.waitForLoadState();
    await anyone.look("gop-y-gui");
    await anyone.page.getByLabel("Nội dung", { exact: true }).fill("Trang nên có bản in khổ lớn.");
    await anyone.page.getByLabel("Liên hệ").fill("lien-he-thu-bang-trinh-duyet");
    await anyone.page.getByLabel("Công khai, không nêu tên").check();
    await anyone.page.waitForTimeout(3500);
    await submit(anyone, "Gửi");
    await anyone.shows("Đã nhận ý kiến");
    await anyone.look("gop-y-bien-nhan");
    const code = (await anyone.page.locator(".code").innerText()).trim();
    assert.match(code, /^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);

    const coordinator = await site.signIn("dieuphoi");
    await coordinator.go("/viec-cua-toi");
    await coordinator.shows("Góp ý chờ trả lời");
    await coordinator.go("/gop-y/xu-ly");
    await coordinator.look("gop-y-xu-ly");
    await coordinator.page.getByRole("link", { name: "Trang nên có bản in khổ lớn." }).click();
    await coordinator.page.waitForLoadState();
    await coordinator.shows("lien-he-thu-bang-trinh-duyet");
    await coordinator.look("gop-y-mot");
    await coordinator.page.getByLabel("Nội dung trả lời").fill("Sẽ có bản in khổ A3.");
    await submit(coordinator, "Gửi trả lời");
    await coordinator.shows("Đã gửi trả lời");
    await submit(coordinator, "Công khai cùng trả lời");
    await coordinator.look("gop-y-da-cong-khai");

    await anyone.go("/gop-y");
    await anyone.shows("Sẽ có bản in khổ A3.");
    await anyone.hides("lien-he-thu-bang-trinh-duyet");
    await anyone.go("/gop-y/tra-cuu");
    await anyone.page.getByLabel("Mã tra cứu").fill(code.toLowerCase());
    await submit(anyone, "Tra cứu");
    await anyone.shows("Sẽ có bản in khổ A3.");
    await anyone.look("gop-y-tra-cuu");
  },

  async "interest in a record goes to its agency"(site) {
    const anyone = await site.anyone();
    await anyone.go("/muc/quyt-vang-bac-son");
    await anyone.page.getByRole("link", { name: "Quan tâm, liên hệ" }).click();
    await anyone.page.waitForLoadState();
    await anyone.shows("Quýt vàng Bắc Sơn");
    await anyone.look("gop-y-quan-tam");
    await submit(anyone, "Gửi");
    await anyone.shows("Đề nghị nhập nội dung này.");
    await anyone.look("gop-y-quan-tam-thieu");
  },
};
