// A draft open for comment: prepared, announced, commented on by paragraph; and one that was concluded, with its table.
import { strict as assert } from "node:assert";

const submit = async (visitor, name) => {
  await visitor.page.getByRole("button", { name, exact: true }).click();
  await visitor.page.waitForLoadState();
};

export const stories = {
  async "a draft is announced and commented on by paragraph"(site) {
    const coordinator = await site.signIn("dieuphoi");
    await coordinator.go("/lay-y-kien");
    await coordinator.look("lay-y-kien-dieu-phoi");
    await coordinator.page.getByRole("link", { name: "Soạn lấy ý kiến" }).click();
    await coordinator.page.waitForLoadState();
    await submit(coordinator, "Lưu");
    await coordinator.shows("Đề nghị nhập nội dung này.");
    await coordinator.look("lay-y-kien-thieu");
    const fill = (label, text) => coordinator.page.getByLabel(label, { exact: true }).fill(text);
    const today = new Date(Date.now() + 7 * 3600e3);
    const day = (date) => `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`;
    await fill("Tên dự thảo", "Dự thảo thử bằng trình duyệt (minh họa)");
    await fill("Đối tượng lấy ý kiến", "tổ chức, cá nhân");
    await fill("Từ ngày", day(today));
    await fill("Đến hết ngày", day(new Date(today.getTime() + 9 * 86400e3)));
    await fill("Nội dung dự thảo", "Điều 1. Phạm vi\n1. Áp dụng trong tỉnh.\nĐiều 2. Đối tượng");
    await submit(coordinator, "Lưu");
    await coordinator.look("lay-y-kien-ban-soan");
    await submit(coordinator, "Công bố lấy ý kiến");
    await coordinator.shows("Đã công bố lấy ý kiến.");
    await coordinator.look("lay-y-kien-xu-ly");

    const anyone = await site.anyone();
    await anyone.go("/lay-y-kien");
    await anyone.look("lay-y-kien");
    await anyone.page.getByRole("link", { name: "Dự thảo thử bằng trình duyệt (minh họa)" }).click();
    await anyone.page.waitForLoadState();
    await anyone.look("lay-y-kien-dang-mo");
    await anyone.page.getByRole("link", { name: "Góp ý Khoản 1 Điều 1" }).click();
    await anyone.page.waitForLoadState();
    await anyone.shows("Áp dụng trong tỉnh.");
    await anyone.look("lay-y-kien-gop-y");
    await anyone.page.getByLabel("Nội dung", { exact: true }).fill("Nêu rõ các xã.");
    await anyone.page.waitForTimeout(3500);
    await submit(anyone, "Gửi");
    await anyone.shows("Đã nhận ý kiến");

    await coordinator.go("/viec-cua-toi");
    await coordinator.page.getByRole("link", { name: "Nêu rõ các xã." }).click();
    await coordinator.page.waitForLoadState();
    await coordinator.page.getByLabel("Kết quả tiếp thu").selectOption({ label: "Tiếp thu" });
    await coordinator.page.getByLabel("Nội dung trả lời").fill("Tiếp thu, bổ sung danh sách xã.");
    await submit(coordinator, "Gửi trả lời");
    await coordinator.shows("Diễn biến");
    await coordinator.look("lay-y-kien-tra-loi");
  },

  async "what became of comments is there for everybody"(site) {
    const anyone = await site.anyone();
    await anyone.go("/lay-y-kien?tinh-trang=ket-qua");
    await anyone.page.getByRole("link", { name: /mục thông tin giống/ }).click();
    await anyone.page.waitForLoadState();
    await anyone.shows("Nhận và trả lời 4 ý kiến; công khai 3 ý kiến.");
    await anyone.shows("gửi từ tài khoản của cơ quan");
    await anyone.hides("công khai đầy đủ tọa độ");
    await anyone.look("lay-y-kien-ket-qua");
    const [download] = await Promise.all([
      anyone.page.waitForEvent("download"),
      anyone.page.getByRole("link", { name: "Tải danh sách đang xem dạng DOCX" }).click(),
    ]);
    assert.match(download.suggestedFilename(), /tong-hop-y-kien-.*\.docx$/);
  },
};
