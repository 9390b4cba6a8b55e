using Efficiency.Accountability;
using Efficiency.Accountability.Consumers;
using Efficiency.Accountability.Features.Absences;
using Efficiency.Accountability.Persistence;
using Efficiency.Contracts.Deadlines;
using Efficiency.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddService<AccountabilityDb>("accountability", messaging => messaging
    .Handle<LightRaised, LightRaisedHandler>()
    .Handle<LightWithdrawn, LightWithdrawnHandler>());
builder.Services.AddScoped<PostCover>();
builder.Services.AddScoped<ThirdSeats>();

var app = builder.Build();
var api = app.MapService("accountability");
api.MapDirectory();
api.MapAbsences();
api.MapRegister();
api.MapLeads();

await app.RunServiceAsync<AccountabilityDb>();
