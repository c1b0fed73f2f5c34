//! Every right in the system, one line of rule each.

use super::access::{Right, Stage};
use super::model::{Role, SignedIn};
use crate::ids::{AccountId, OrgId};

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident($on:ty) = |$who:ident, $target:ident| $rule:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
        impl Right for $name {
            type On = $on;
            fn holds($who: &SignedIn, $target: &$on) -> bool {
                $rule
            }
        }
    )+};
}

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident at $stage:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
        impl Right for $name {
            type On = ();
            const STAGE: Stage = Stage::$stage;
            fn holds(_who: &SignedIn, _on: &()) -> bool {
                true
            }
        }
    )+};
}

steps! {
    /// To give the one-time code, or to set it up.
    PassCode at Password;
    /// To change one's own password.
    ChangePassword at Code;
    /// To see and change one's own account.
    OwnAccount at Complete;
}

rights! {
    /// To see what only signed-in people see: the register with its states.
    ReadRegister(()) = |_who, _on| true;
    /// To bring a plan in as a draft, and to read drafts.
    ImportPlan(()) = |who, _on| who.is(Role::Coordinator);
    /// To edit what was read and to confirm it: from then on duties are tracked.
    ConfirmPlan(()) = |who, _on| who.is(Role::Coordinator);
    /// To change a tracked duty: parties, deadline, product, matrix.
    ManageDuty(()) = |who, _on| who.is(Role::Coordinator);
    /// To acknowledge a duty, refuse it as not one's own, or declare one's part done; on the duty's owners today.
    AnswerDuty([OrgId]) = |who, owners| owners.iter().any(|o| who.is_for(*o, &[Role::Officer, Role::Head]));
    /// To confirm that a duty is done, or ask to complete it.
    ConfirmCompletion(()) = |who, _on| who.is(Role::Coordinator);
    /// To write an agency's request for a later day, or take it back.
    AskExtension(OrgId) = |who, org| who.is_for(*org, &[Role::Officer, Role::Head]);
    /// To send an agency's request for a later day: only then does it leave the agency.
    SendExtension(OrgId) = |who, org| who.is_for(*org, &[Role::Head]);
    /// To see the requests for later days that have left their agencies.
    ReadExtensions(()) = |who, _on| [Role::Coordinator, Role::Office, Role::Leadership, Role::Auditor].iter().any(|r| who.is(*r));
    /// To grant or refuse a later day.
    DecideExtension(()) = |who, _on| who.is(Role::Coordinator);
    /// To say how often a duty may be extended.
    SetExtensionRule(()) = |who, _on| who.is(Role::Coordinator);
    /// To give a direction about a duty or a report.
    GiveDirection(()) = |who, _on| [Role::Leadership, Role::Office, Role::Coordinator].iter().any(|r| who.is(*r));
    /// To walk a meeting through what is late or in danger.
    HoldMeeting(()) = |who, _on| [Role::Leadership, Role::Office, Role::Coordinator].iter().any(|r| who.is(*r));
    /// To see every direction with its answers.
    ReadDirections(()) = |who, _on| [Role::Coordinator, Role::Office, Role::Leadership, Role::Auditor].iter().any(|r| who.is(*r));
    /// To write an agency's answer to a direction.
    AnswerDirection(OrgId) = |who, org| who.is_for(*org, &[Role::Officer, Role::Head]);
    /// To send an agency's answer to a direction: only then does it leave the agency.
    SendDirectionAnswer(OrgId) = |who, org| who.is_for(*org, &[Role::Head]);
    /// To close a direction or ask for more: whoever gave it, and the leadership; on who gave it.
    CloseDirection(AccountId) = |who, giver| who.is(Role::Leadership)
        || who.account_id == *giver && (who.is(Role::Office) || who.is(Role::Coordinator));
    /// To see the state of duties in security and defence: their owners, the coordinator, the leadership.
    SeeRestricted([OrgId]) = |who, owners| who.is(Role::Coordinator)
        || who.is(Role::Leadership)
        || owners.iter().any(|o| who.is_for(*o, &[Role::Officer, Role::Head, Role::Clerk]));
    /// To set up regimes, open periods, exempt.
    ManageRegimes(()) = |who, _on| who.is(Role::Coordinator);
    /// To write an agency's report and hand it to the head.
    DraftSubmission(OrgId) = |who, org| who.is_for(*org, &[Role::Officer, Role::Head, Role::Clerk]);
    /// To approve an agency's report: only then does it leave the agency.
    ApproveSubmission(OrgId) = |who, org| who.is_for(*org, &[Role::Head]);
    /// To enter number, symbol and date of the paper that carried a report, and attach the signed copy.
    RegisterPaper(OrgId) = |who, org| who.is_for(*org, &[Role::Clerk]);
    /// To accept a report, ask for its completion, or open it again.
    AcceptSubmission(()) = |who, _on| who.is(Role::Coordinator);
    /// To route a recommendation to the competent body, to forward it, to close it.
    RouteRecommendation(()) = |who, _on| who.is(Role::Coordinator);
    /// To record an answer to a recommendation that came on paper.
    RecordAnswer(()) = |who, _on| who.is(Role::Coordinator) || who.is(Role::Office);
    /// To write a body's answer to a recommendation.
    DraftAnswer(OrgId) = |who, org| who.is_for(*org, &[Role::Officer, Role::Head, Role::Clerk]);
    /// To send a body's answer to a recommendation, or say that it is not competent.
    SendAnswer(OrgId) = |who, org| who.is_for(*org, &[Role::Head]);
    /// To write an agency's answer to a message from outside.
    DraftFeedbackAnswer(OrgId) = |who, org| who.is_for(*org, &[Role::Officer, Role::Head, Role::Clerk, Role::Coordinator]);
    /// To send an agency's answer to a message from outside, publish it, or set the message aside.
    SettleFeedback(OrgId) = |who, org| who.is_for(*org, &[Role::Head, Role::Coordinator]);
    /// To speak for a body in its own name, from an account of that body.
    SpeakForBody(OrgId) = |who, org| who.is_for(*org, &[Role::Head, Role::Clerk]);
    /// To open drafts for comment, to conclude and to withdraw them.
    HoldConsultation(()) = |who, _on| who.is(Role::Coordinator);
    /// To send a message from outside on to another agency.
    ForwardFeedback(()) = |who, _on| who.is(Role::Coordinator);
    /// To read an agency's report once it has left the agency.
    ReadSubmissions(()) = |who, _on| [Role::Coordinator, Role::Office, Role::Leadership, Role::Auditor].iter().any(|r| who.is(*r));
    /// To write and lock the consolidated report of a period.
    WriteConsolidated(()) = |who, _on| who.is(Role::Coordinator);
    /// To read the consolidated report while it is being written.
    ReadConsolidated(()) = |who, _on| [Role::Coordinator, Role::Office, Role::Leadership, Role::Auditor].iter().any(|r| who.is(*r));
    /// To define an indicator, its baseline and target, and who reports it.
    DefineIndicator(()) = |who, _on| who.is(Role::Coordinator);
    /// To enter values of an indicator that no agency reports.
    EnterValue(()) = |who, _on| who.is(Role::Coordinator);
    /// To judge how far a goal in words is, and to say which duties carry it out.
    AssessGoal(()) = |who, _on| who.is(Role::Coordinator);
    /// To see the overview of all agencies.
    ReadOverview(()) = |who, _on| [Role::Coordinator, Role::Office, Role::Leadership, Role::Auditor].iter().any(|r| who.is(*r));
    /// To see how an agency is evaluated: its own people, and those who watch over all.
    ReadEvaluation(OrgId) = |who, org| who.is_for(*org, &[Role::Officer, Role::Head, Role::Clerk])
        || [Role::Coordinator, Role::Office, Role::Leadership, Role::Auditor].iter().any(|r| who.is(*r));
    /// To assess how agencies carried out standing duties in a period.
    AssessStanding(()) = |who, _on| who.is(Role::Coordinator);
    /// To write guidance, publish it, attach it to duties and fields of forms.
    WriteGuidance(()) = |who, _on| who.is(Role::Coordinator);
    /// To record the decision that makes agencies' timeliness public ("công bố").
    DiscloseTimeliness(()) = |who, _on| who.is(Role::Coordinator) || who.is(Role::Office);
    /// To see what is late beyond the ladder, to urge agencies and to ask bodies outside the state system.
    Urge(()) = |who, _on| who.is(Role::Coordinator) || who.is(Role::Office);
    /// To see what was said to an agency: its own people, and those who watch over all.
    ReadReminders(OrgId) = |who, org| who.is_for(*org, &[Role::Officer, Role::Head, Role::Clerk])
        || [Role::Coordinator, Role::Office, Role::Leadership, Role::Auditor].iter().any(|r| who.is(*r));
    /// To enter the address of an agency's mailbox.
    SetMailbox(OrgId) = |who, org| who.is(Role::Administrator) || who.is_for(*org, &[Role::Clerk]);
    /// To write records for an organisation.
    WriteRecord(OrgId) = |who, org| who.is_for(*org, &[Role::Officer, Role::Head, Role::Coordinator]);
    /// To publish a record, ask for completion, withdraw it.
    ReviewRecord(()) = |who, _on| who.is(Role::Reviewer);
    /// To say whom the press may call.
    KeepPressDesk(()) = |who, _on| who.is(Role::Coordinator);
    /// To make accounts and grant roles.
    ManageAccounts(()) = |who, _on| who.is(Role::Administrator);
    /// To say which days offices work.
    ManageCalendar(()) = |who, _on| who.is(Role::Administrator);
    /// To read the audit log.
    ReadAudit(()) = |who, _on| who.is(Role::Auditor) || who.is(Role::Administrator);
}
