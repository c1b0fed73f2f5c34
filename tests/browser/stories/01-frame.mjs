// The frame: the log-in, the language, errors.
import { strict as assert } from "node:assert";

export const stories = {
  async "a stranger finds the log-in and is told politely when the password is wrong"(site) {
    const stranger = await site.anyone();
    assert.equal(await stranger.go("/viec-cua-toi"), 200);
    await stranger.shows("Đăng nhập");
    await stranger.look("dang-nhap");
    await stranger.page.getByLabel("Tên đăng nhập").fill("nnmt.canbo");
    await stranger.page.getByLabel("Mật khẩu").fill("khong-phai-mat-khau");
    await stranger.page.getByRole("main").getByRole("button", { name: "Đăng nhập" }).click();
    await stranger.page.waitForLoadState();
    assert.equal(await stranger.page.getByLabel("Tên đăng nhập").inputValue(), "nnmt.canbo");
    await stranger.look("dang-nhap-sai");
  },

  async "an address that does not exist says so, in both languages"(site) {
    const anyone = await site.anyone();
    assert.equal(await anyone.go("/khong-co-trang-nay"), 404);
    await anyone.shows("Không tìm thấy trang này");
    await anyone.look("khong-tim-thay");
    await anyone.page.getByRole("link", { name: "English" }).first().click();
    await anyone.page.waitForLoadState();
    await anyone.shows("This page was not found");
  },

  async "agencies and how they followed each other"(site) {
    const anyone = await site.anyone();
    assert.equal(await anyone.go("/co-quan"), 200);
    await anyone.look("co-quan");
    assert.equal(await anyone.go("/co-quan/so-nnmt"), 200);
    await anyone.shows("Sở Nông nghiệp và Phát triển nông thôn");
    await anyone.look("co-quan-so-nnmt");
  },
};
