using Efficiency.Appraisal.Consumers;
using Efficiency.Appraisal.Features;
using Efficiency.Appraisal.Ledger;
using Efficiency.Appraisal.Persistence;
using Efficiency.Contracts.Accountability;
using Efficiency.Contracts.Deadlines;
using Efficiency.Contracts.Intake;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;

var builder = WebApplication.CreateBuilder(args);
builder.AddService<AppraisalDb>("appraisal", messaging => messaging
    .Handle<LightRaised, LightRaisedHandler>()
    .Handle<LightWithdrawn, LightWithdrawnHandler>()
    .Handle<DeadlineClosed, DeadlineClosedHandler>()
    .Handle<OneTimeNoticeGiven, OneTimeNoticeGivenHandler>()
    // Beside keeping the version it revalues the ledger, so the shared read model's handler is not used here.
    .Handle<PolicyVersionActivated, PolicyVersionActivatedHandler>()
    .HandleDirectory());
builder.Services.AddScoped<LedgerBook>();
builder.Services.AddScoped<ScorePolicies>();
builder.Services.AddScoped<YellowRows>();

var app = builder.Build();
var api = app.MapService("appraisal");
ListLedger.Map(api);
ShowLedgerEntry.Map(api);
SumLedger.Map(api);
await app.RunServiceAsync<AppraisalDb>();
