using Efficiency.Contracts.Accountability;
using Efficiency.Contracts.Appraisal;
using Efficiency.Contracts.Deadlines;
using Efficiency.Intake.Consumers;
using Efficiency.Intake.Features.Cases;
using Efficiency.Intake.Features.Contacts;
using Efficiency.Intake.Features.Items;
using Efficiency.Intake.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;

var builder = WebApplication.CreateBuilder(args);
builder.AddService<IntakeDb>("intake", messaging => messaging.HandleDirectory().HandlePolicies()
    .Handle<DeadlineSet, DeadlineSetHandler>().Handle<DeadlineMoved, DeadlineMovedHandler>()
    .Handle<DeadlineClosed, DeadlineClosedHandler>()
    .Handle<LightRaised, LightRaisedHandler>().Handle<LightWithdrawn, LightWithdrawnHandler>()
    .Handle<LeadOpened, LeadOpenedHandler>().Handle<LeadClosed, LeadClosedHandler>()
    .Handle<LedgerEntryRecorded, LedgerEntryRecordedHandler>());
var app = builder.Build();
var api = app.MapService("intake");
DraftItem.Map(api); DraftItemVersion.Map(api);
SubmitItem.Map(api);
PublishItem.Map(api);
ListItems.Map(api);
GetItem.Map(api);
RegisterContact.Map(api);
ListContacts.Map(api);
GetContact.Map(api);
AnswerContact.Map(api);
RegisterCase.Map(api);
ListCases.Map(api);
GetCase.Map(api);
GetCaseTimeline.Map(api);
GiveOneTimeNotice.Map(api);
SupplementCase.Map(api);
AcceptCase.Map(api);
PauseCase.Map(api); ResumeCase.Map(api);
CompleteCase.Map(api);
GetProgress.Map(api);
await app.RunServiceAsync<IntakeDb>();
