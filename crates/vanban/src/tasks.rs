//! Tasks: the paragraphs of the part that says what is to be done, before anybody is named for it.

use crate::model::{Section, Task};

/// Finds the tasks: every paragraph below a top section whose title speaks of tasks or solutions.
pub(crate) fn find(sections: &[Section]) -> Vec<Task> {
    let mut tasks = Vec::new();
    for section in sections {
        if states_tasks(section) {
            collect(section, &mut tasks);
        } else if section.label.is_empty() || section.path.starts_with("PL") || section.path == "KT" {
            section
                .sections
                .iter()
                .filter(|child| states_tasks(child))
                .for_each(|child| collect(child, &mut tasks));
        }
    }
    tasks
}

fn states_tasks(section: &Section) -> bool {
    let title = section.heading.as_deref().unwrap_or_default().to_lowercase();
    let names = ["nhiệm vụ", "giải pháp"].iter().any(|word| title.contains(word));
    names && !["tổ chức thực hiện", "phân công", "kinh phí"].iter().any(|word| title.contains(word))
}

fn collect(section: &Section, tasks: &mut Vec<Task>) {
    for paragraph in &section.paragraphs {
        tasks.push(Task {
            id: format!("t{}", tasks.len() + 1),
            section: section.path.clone(),
            span: paragraph.span,
            text: paragraph.text.clone(),
        });
    }
    section.sections.iter().for_each(|child| collect(child, tasks));
}
