using Efficiency.Gateway;
using Efficiency.Gateway.Documents;
using Efficiency.Gateway.Features;
using Efficiency.Gateway.Issuer;
using Efficiency.Gateway.Limits;
using Efficiency.Gateway.Persistence;
using Efficiency.Gateway.Proxy;
using Efficiency.Gateway.Suite;
using Efficiency.Gateway.Tokens;
using Efficiency.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddService<GatewayDb>("gateway", verifyTokens: false);
builder.AddIssuer();
builder.AddTokens();
builder.AddLimits();
builder.AddSuite();
builder.AddProxy();

var app = builder.Build();
app.UseGateway();
app.MapServices();
app.MapGatewayApi();
app.MapDocuments();
app.MapServiceEndpoints();
app.MapInternalClock();
await app.RunServiceAsync<GatewayDb>(FirstStart.PrepareAsync);
