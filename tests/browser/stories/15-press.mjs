// The press desk: figures, pictures and whom to call for everybody; a release that waits for its hour for nobody else.
const submit = async (visitor, name) => {
  await visitor.page.getByRole("button", { name, exact: true }).click();
  await visitor.page.waitForLoadState();
};

const WAITS = "Mời báo, đài dự buổi giới thiệu giống quýt sạch bệnh";

export const stories = {
  async "the press finds releases, figures, pictures and whom to call"(site) {
    const anyone = await site.anyone();
    await anyone.go("/bao-chi");
    await anyone.shows("Mở cơ sở dữ liệu công nghệ sinh học của tỉnh");
    await anyone.shows("Văn phòng Sở Khoa học và Công nghệ (minh họa)");
    await anyone.hides(WAITS);
    await anyone.look("bao-chi");
    await anyone.page.getByRole("link", { name: "Mở cơ sở dữ liệu công nghệ sinh học" }).first().click();
    await anyone.page.waitForLoadState();
    await anyone.shows("Liên hệ báo chí");
    await anyone.look("bao-chi-thong-cao");
  },

  async "a release waits for its hour and is seen by those who write and review alone"(site) {
    const office = await site.signIn("dieuphoi");
    await office.go("/bao-chi");
    await office.shows("Hẹn giờ công bố");
    await office.look("bao-chi-noi-bo");
    await office.page.getByRole("link", { name: WAITS }).click();
    await office.page.waitForLoadState();
    await office.shows("Hẹn công bố:");
    await office.page.getByRole("link", { name: "Sửa", exact: true }).click();
    await office.page.waitForLoadState();
    await office.shows("Công bố từ");
    await office.page.getByLabel("Giờ", { exact: true }).fill("chiều");
    await submit(office, "Gửi duyệt");
    await office.shows("Đề nghị nhập giờ, phút");
    await office.look("bao-chi-hen-gio-sai");

    await office.go("/bao-chi/lien-he");
    await office.look("bao-chi-lien-he");
    await office.page.getByLabel("Điện thoại cơ quan").fill("0205 000 000");
    await submit(office, "Lưu liên hệ");
    await office.shows("Đã lưu liên hệ báo chí");

    const reviewer = await site.signIn("duyet");
    await reviewer.go("/bao-chi");
    await reviewer.page.getByRole("link", { name: WAITS }).click();
    await reviewer.page.waitForLoadState();
    await reviewer.shows("Dừng hẹn giờ");
    await reviewer.look("bao-chi-ho-so-hen-gio");
  },

  async "an offer and a request suggest each other"(site) {
    const anyone = await site.anyone();
    await anyone.go("/co-so-du-lieu/nhu-cau-cong-nghe");
    await anyone.shows("Công nghệ, kết quả KH&CN");
    await anyone.page.getByRole("link", { name: "Cần quy trình nhân giống thạch đen" }).click();
    await anyone.page.waitForLoadState();
    await anyone.shows("cùng lĩnh vực");
    await anyone.look("nhu-cau-cong-nghe");
    await anyone.page.getByRole("link", { name: "Nhân giống thạch đen bằng nuôi cấy" }).click();
    await anyone.page.waitForLoadState();
    await anyone.shows("Nhu cầu công nghệ cùng lĩnh vực");
  },
};
