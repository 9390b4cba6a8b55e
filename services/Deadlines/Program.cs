using Efficiency.Contracts.Intake;
using Efficiency.Deadlines.Consumers;
using Efficiency.Deadlines.Features.Calendars;
using Efficiency.Deadlines.Features.Deadlines;
using Efficiency.Deadlines.Features.Lights;
using Efficiency.Deadlines.Features.OfficeHours;
using Efficiency.Deadlines.Lights;
using Efficiency.Deadlines.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;

var builder = WebApplication.CreateBuilder(args);
builder.AddService<DeadlinesDb>("deadlines", messaging => messaging
    .HandleDirectory()
    .HandlePolicies()
    .Handle<CaseRegistered, CaseRegisteredHandler>()
    .Handle<CaseAccepted, CaseAcceptedHandler>()
    .Handle<CasePaused, CasePausedHandler>()
    .Handle<CaseResumed, CaseResumedHandler>()
    .Handle<CaseCompleted, CaseCompletedHandler>());
builder.AddDeadlineEngine();
var app = builder.Build();

var api = app.MapService("deadlines");
LoadCalendar.Map(api);
GetCalendar.Map(api);
SetOfficeHours.Map(api);
ListOfficeHours.Map(api);
ListDeadlines.Map(api);
GetDeadline.Map(api);
ExplainDeadline.Map(api);
ListLights.Map(api);
await app.RunServiceAsync<DeadlinesDb>();
