// Later days, directions, and the meeting that walks through what is late.
import { strict as assert } from "node:assert";

/** Leads a person to the duty of section IV.2, paragraph 1, which Sở NN&MT owes with a deadline. */
const toDuty = async (visitor) => {
  await visitor.go("/nhiem-vu?co-quan=so-nnmt&thoi-han=sap-den-han");
  await visitor.page.getByRole("link", { name: "IV.2, đoạn 1" }).first().click();
  await visitor.page.waitForLoadState();
};

export const stories = {
  async "an agency asks for a later day, its head sends, the coordinator grants; the old day stays"(site) {
    const officer = await site.signIn("nnmt.canbo");
    await toDuty(officer);
    await officer.page.getByRole("link", { name: "Đề nghị gia hạn" }).click();
    await officer.page.waitForLoadState();
    const before = (await officer.page.locator(".facts dd").nth(1).innerText()).trim();
    await officer.look("gia-han-soan");
    await officer.page.getByLabel("Ngày đề nghị gia hạn đến").fill("31/12/2030");
    await officer.page.getByLabel("Lý do").fill("Chờ ý kiến các đơn vị (thử bằng trình duyệt).");
    await officer.page.getByRole("button", { name: "Trình lãnh đạo" }).click();
    await officer.page.waitForLoadState();
    await officer.shows("Chờ lãnh đạo cơ quan gửi");

    const head = await site.signIn("nnmt.lanhdao");
    await head.go("/viec-cua-toi");
    await head.shows("Đề nghị gia hạn chờ lãnh đạo gửi");
    await head.page.getByRole("link", { name: /^Gửi đề nghị/ }).first().click();
    await head.page.waitForLoadState();
    await head.page.getByRole("link", { name: "Gửi đề nghị" }).click();
    await head.page.waitForLoadState();
    await head.page.getByRole("button", { name: "Gửi đề nghị" }).click();
    await head.page.waitForLoadState();
    await head.shows("Chờ quyết định");
    const request = new URL(head.page.url()).pathname;

    const coordinator = await site.signIn("dieuphoi");
    await coordinator.go("/viec-cua-toi");
    await coordinator.shows("Đề nghị gia hạn chờ quyết định");
    await coordinator.go("/gia-han");
    await coordinator.look("gia-han");
    await coordinator.go(request);
    await coordinator.look("gia-han-quyet-dinh");
    await coordinator.page.getByLabel("Ý kiến, lý do").fill("Đồng ý (thử bằng trình duyệt).");
    await coordinator.page.getByRole("button", { name: "Đồng ý gia hạn" }).click();
    await coordinator.page.waitForLoadState();
    await coordinator.shows("gia hạn đến 31/12/2030");
    await coordinator.look("gia-han-da-quyet-dinh");

    await officer.go(request);
    await officer.page.getByRole("link", { name: /IV\.2, đoạn 1/ }).first().click();
    await officer.page.waitForLoadState();
    await officer.shows("Thời hạn ban đầu");
    await officer.shows(`${before}, gia hạn đến 31/12/2030`);
    await officer.look("nhiem-vu-gia-han");
  },

  async "the leadership gives a direction in a meeting; the agency answers; it is closed"(site) {
    const leader = await site.signIn("lanhdao");
    await leader.go("/giao-ban");
    await leader.look("giao-ban");
    await leader.page.getByRole("link", { name: "Bắt đầu giao ban" }).click();
    await leader.page.waitForLoadState();
    await leader.shows("1/");
    await leader.look("giao-ban-nhiem-vu");
    await leader.page.keyboard.press("ArrowRight");
    await leader.page.waitForFunction(() => document.body.innerText.includes("2/"));
    await leader.page.keyboard.press("ArrowLeft");
    await leader.page.waitForFunction(() => document.body.innerText.includes("1/"));

    // The duty of Sở NN&MT in the list: its last report tells of difficulties.
    await leader.go("/giao-ban?co-quan=so-nnmt");
    await leader.page.getByRole("link", { name: "Bắt đầu giao ban" }).click();
    await leader.page.waitForLoadState();
    await leader.page.getByLabel("Nội dung").fill("Nêu rõ phương án tháo gỡ (thử bằng trình duyệt).");
    await leader.page.getByRole("button", { name: "Gửi ý kiến" }).click();
    await leader.page.waitForLoadState();
    await leader.shows("Đã gửi ý kiến chỉ đạo.");
    assert.match(new URL(leader.page.url()).pathname, /^\/giao-ban/);

    const head = await site.signIn("nnmt.lanhdao");
    await head.go("/viec-cua-toi");
    await head.shows("Ý kiến chỉ đạo cần trả lời");
    await head.look("viec-cua-toi-chi-dao");
    await head.page.getByRole("link", { name: /Nêu rõ phương án tháo gỡ/ }).first().click();
    await head.page.waitForLoadState();
    await head.look("chi-dao-tra-loi");
    await head.page.getByLabel("Nội dung trả lời").fill("Đã làm việc với các đơn vị (thử bằng trình duyệt).");
    await head.page.getByRole("button", { name: "Gửi trả lời" }).click();
    await head.page.waitForLoadState();
    await head.shows("Đã gửi trả lời.");
    const direction = new URL(head.page.url()).pathname;

    await leader.go("/chi-dao");
    await leader.look("chi-dao");
    await leader.go(direction);
    await leader.shows("Đã làm việc với các đơn vị (thử bằng trình duyệt).");
    await leader.look("chi-dao-mot");
    await leader.page.getByRole("button", { name: "Kết thúc" }).click();
    await leader.page.waitForLoadState();
    await leader.shows("Đã kết thúc");
  },
};
