// Accounts, rights, the log.
import { strict as assert } from "node:assert";

export const stories = {
  async "an administrator looks after accounts; the auditor reads the log"(site) {
    const administrator = await site.signIn("quantri");
    assert.equal(await administrator.go("/quan-tri"), 200);
    await administrator.look("quan-tri");
    const auditor = await site.signIn("kiemtoan");
    assert.equal(await auditor.go("/quan-tri/nhat-ky"), 200);
    await auditor.shows("plan.confirm");
    await auditor.look("nhat-ky");
  },

  async "a person sees and ends their own sessions"(site) {
    const officer = await site.signIn("nnmt.canbo");
    await officer.go("/tai-khoan");
    await officer.look("tai-khoan");
    await officer.page.getByRole("button", { name: "Đăng xuất" }).first().click();
    await officer.page.waitForLoadState();
    await officer.go("/viec-cua-toi");
    assert.match(officer.page.url(), /dang-nhap/);
  },
};
