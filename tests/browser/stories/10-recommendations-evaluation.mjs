// A recommendation goes to its answer; agencies are counted as of a day; guidance stands beside the field.
import { strict as assert } from "node:assert";

const submit = async (visitor, name) => {
  await visitor.page.getByRole("button", { name, exact: true }).click();
  await visitor.page.waitForLoadState();
};

export const stories = {
  async "a recommendation is routed, answered on paper and closed"(site) {
    const coordinator = await site.signIn("dieuphoi");
    await coordinator.go("/viec-cua-toi");
    await coordinator.shows("Kiến nghị cần chuyển, kết thúc");
    await coordinator.go("/kien-nghi?trang-thai=new");
    await coordinator.look("kien-nghi");
    await coordinator.page.getByRole("link", { name: "Đề nghị cung cấp bộ tài liệu" }).click();
    await coordinator.page.waitForLoadState();
    const one = new URL(coordinator.page.url()).pathname;
    await coordinator.look("kien-nghi-moi");
    await coordinator.page.getByLabel("Cơ quan", { exact: true }).fill("Sở không có");
    await coordinator.page.getByLabel("Lý do, căn cứ chuyển").fill("Thử bằng trình duyệt.");
    await submit(coordinator, "Chuyển");
    await coordinator.shows("Danh bạ không có cơ quan này");
    assert.equal(await coordinator.page.getByLabel("Lý do, căn cứ chuyển").inputValue(), "Thử bằng trình duyệt.");
    await coordinator.page.getByLabel("Cơ quan", { exact: true }).fill("Sở Khoa học và Công nghệ");
    await submit(coordinator, "Chuyển");
    await coordinator.shows("Đã chuyển kiến nghị.");

    const office = await site.signIn("vanphong");
    await office.go(one);
    await office.page.getByLabel("Số, ký hiệu").fill("15/SKHCN-QLKH");
    await office.page.getByLabel("Ngày văn bản").fill("20/11/2026");
    await submit(office, "Ghi văn bản");
    await office.shows("Văn bản số 15/SKHCN-QLKH ngày 20/11/2026");

    await coordinator.go(one);
    await coordinator.page.getByLabel("Lý do", { exact: true }).fill("Đã gửi tài liệu.");
    await submit(coordinator, "Kết thúc: đã giải quyết");
    await coordinator.shows("Đã giải quyết");
    await coordinator.look("kien-nghi-da-giai-quyet");
  },

  async "agencies are counted as of a day, each figure leads to what is behind it"(site) {
    const leader = await site.signIn("lanhdao");
    await leader.go("/tong-quan");
    await leader.page.getByRole("main").getByRole("link", { name: "Đánh giá" }).click();
    await leader.page.waitForLoadState();
    await leader.shows("Tính đến ngày");
    await leader.shows("Trang này nêu số liệu");
    await leader.hides("Công an tỉnh Lạng Sơn");
    await leader.hides("Ủy ban Mặt trận Tổ quốc");
    await leader.page.getByText("Cách tính").click();
    await leader.look("danh-gia");
    await leader.page.getByRole("link", { name: "Sở Văn hóa, Thể thao và Du lịch" }).click();
    await leader.page.waitForLoadState();
    await leader.shows("trễ 4 ngày làm việc");
    await leader.look("danh-gia-co-quan");
    await leader.go("/danh-gia?den-ngay=01%2F01%2F2024");
    await leader.shows("Chưa có gì để tính");

    const coordinator = await site.signIn("dieuphoi");
    await coordinator.go("/danh-gia/thuong-xuyen");
    await coordinator.look("danh-gia-thuong-xuyen");
    await coordinator.page.getByRole("combobox", { name: /^Đánh giá: / }).first().selectOption("good");
    await submit(coordinator, "Lưu đánh giá");
    await coordinator.shows("Đã lưu đánh giá.");
  },

  async "guidance is written, published, and found at the field and the duty"(site) {
    // the coordinator's own department owes a report that no other story writes
    const officer = await site.signIn("dieuphoi");
    await officer.go("/viec-cua-toi");
    await officer.page.getByRole("link", { name: /Viết tiếp|Viết báo cáo/ }).first().click();
    await officer.page.waitForLoadState();
    await officer.page.getByRole("link", { name: "Hướng dẫn: Lập và gửi báo cáo định kỳ trên hệ thống" }).first().click();
    await officer.page.waitForLoadState();
    await officer.shows("Các bước");
    await officer.look("huong-dan-mot");

    const coordinator = await site.signIn("dieuphoi");
    await coordinator.go("/huong-dan");
    await coordinator.look("huong-dan");
    await coordinator.page.getByRole("link", { name: "Soạn hướng dẫn" }).click();
    await coordinator.page.waitForLoadState();
    await coordinator.page.getByLabel("Tên hướng dẫn").fill("Tìm nhiệm vụ trong sổ theo dõi");
    await coordinator.page.getByLabel("Dành cho").fill("mọi người dùng");
    await coordinator.page.getByLabel("Các bước").fill("Mở Nhiệm vụ.\n- Chọn cơ quan.\nBấm Lọc.");
    await coordinator.page.getByLabel("Công khai, không cần đăng nhập").check();
    await coordinator.look("huong-dan-soan");
    await coordinator.page.getByRole("main").getByRole("button", { name: "Lưu" }).last().click();
    await coordinator.page.waitForLoadState();
    await submit(coordinator, "Công bố");
    const anyone = await site.anyone();
    await anyone.go("/huong-dan");
    await anyone.page.getByRole("link", { name: "Tìm nhiệm vụ trong sổ theo dõi" }).click();
    await anyone.page.waitForLoadState();
    await anyone.shows("Chọn cơ quan.");
  },
};
