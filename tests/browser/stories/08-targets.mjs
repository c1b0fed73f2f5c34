// Targets: from the sentence of the plan to the agencies' figures, their path, and the goals in words.

export const stories = {
  "the coordinator sets a target up from the plan's sentence; an agency is asked for its figure": async (site) => {
    const coordinator = await site.signIn("dieuphoi");
    const { page } = coordinator;
    await coordinator.go("/chi-tieu");
    await coordinator.look("chi-tieu");
    await page.getByRole("link", { name: "182/KH-UBND" }).first().click();
    await page.waitForLoadState();
    await coordinator.shows("Chỉ tiêu đọc được trong kế hoạch");
    await coordinator.look("chi-tieu-ke-hoach");

    await page.getByRole("link", { name: "Lập thêm từ câu này" }).click();
    await page.waitForLoadState();
    await coordinator.look("chi-tieu-lap");
    await page.getByLabel("Tên chỉ tiêu").fill("Cơ sở chế biến ứng dụng công nghệ sinh học (thử)");
    await page.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
    await page.waitForLoadState();
    await coordinator.shows("chỗ cần sửa");
    await page.getByLabel("Đơn vị tính").fill("cơ sở");
    await page.getByLabel("Cách tổng hợp").selectOption("sum");
    await page.getByLabel("Số gốc", { exact: true }).fill("20");
    await page.getByLabel("Thời điểm của số gốc").fill("2023");
    await page.getByLabel("Nguồn của số gốc").fill("Số liệu thử");
    await page.locator("summary", { hasText: "Cơ quan báo cáo số liệu này" }).click();
    await page.getByLabel("Sở Công Thương").check();
    await page.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
    await page.waitForLoadState();
    await coordinator.shows("20 tăng 50 %: 20 × (100 + 50) / 100 = 30");
    await coordinator.shows("chưa có số liệu");
    await coordinator.look("chi-tieu-moi");

    const officer = await site.signIn("congthuong.canbo");
    await officer.go("/bao-cao");
    await officer.page.getByRole("main").getByRole("link", { name: /6 tháng/ }).first().click();
    await officer.page.waitForLoadState();
    await officer.shows("Cơ sở chế biến ứng dụng công nghệ sinh học (thử)");
    await officer.look("bao-cao-co-chi-tieu");
  },

  "a target shows its path, its figures and its formula; a goal in words is judged": async (site) => {
    const coordinator = await site.signIn("dieuphoi");
    const { page } = coordinator;
    await coordinator.go("/chi-tieu");
    await page.getByRole("link", { name: /^Doanh nghiệp có hoạt động/ }).click();
    await page.waitForLoadState();
    await coordinator.shows("6 tăng 50 %: 6 × (100 + 50) / 100 = 9");
    if (!(await page.locator("svg.path-chart").isVisible())) throw new Error("no chart");
    await coordinator.look("chi-tieu-mot");

    await page.getByRole("link", { name: "182/KH-UBND" }).click();
    await page.waitForLoadState();
    await page.getByRole("link", { name: /Đánh giá mục tiêu.*II\.2, đoạn 1/ }).click();
    await page.waitForLoadState();
    await page.getByLabel("Mức độ").first().selectOption("in-progress");
    await page.getByLabel("Đánh giá", { exact: true }).first().fill("Đang thực hiện (thử bằng trình duyệt).");
    await page.getByRole("button", { name: "Lưu đánh giá" }).first().click();
    await page.waitForLoadState();
    await coordinator.shows("Đã lưu đánh giá.");
    await coordinator.look("muc-tieu");

    const visitor = await site.anyone();
    await visitor.go("/ke-hoach");
    await visitor.page.getByRole("main").getByRole("link", { name: /182\/KH-UBND/ }).first().click();
    await visitor.page.waitForLoadState();
    await visitor.shows("8 doanh nghiệp");
    await visitor.look("ke-hoach-co-chi-tieu");
  },
};
