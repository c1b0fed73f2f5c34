//! The SQL of documents, plans and their duties.

mod discard;
mod documents;
mod duties;
mod edits;
mod lists;

pub use discard::{PlanFile, delete_draft, files_of};
pub use documents::{
    NewDocument, NewPlan, NewSection, NewTask, Plan, StoredDocument, TaskRow, copies, document,
    insert_document, insert_plan, insert_section, insert_task, mark_confirmed, plan, plan_of_file,
    section_ids, set_header, tasks, touch_plan,
};
pub use duties::{
    DutyRow, NewDuty, NewParty, PartyRow, duties, duty, insert_duty, insert_party, keep_first_deadline,
    keep_party, last_ordinal, parties, parties_of, plan_of, remove_party, set_party, set_review,
    start_tracking, update_duty,
};
pub use edits::{EditRow, duties_with_changed_parties, edits, insert_edit};
pub use lists::{DraftPlan, PlanLine, confirmed_plans, drafts, plans_for};
