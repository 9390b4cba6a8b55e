namespace Efficiency.Gateway.Suite;

/// <summary>What the gateway knows of the other processes, and the clock that it moves for them in Development.</summary>
internal static class SuiteSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static WebApplicationBuilder AddSuite(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SuiteServices>();
        builder.Services.AddHttpClient<InstanceClient>(client => client.Timeout = Patience);
        builder.Services.AddOptions<ClockPatience>().BindConfiguration(ClockPatience.Section);
        builder.Services.AddScoped<SuiteClock>();
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddHostedService<ClockFollowing>();
        }
        return builder;
    }
}
