using Efficiency.Deadlines.Calendars;
using Efficiency.Deadlines.Consumers;
using Efficiency.Deadlines.Features.Deadlines;
using Efficiency.Messaging;

namespace Efficiency.Deadlines.Lights;

internal static class LightHosting
{
    /// <summary>Calendars, what is worked out with them, its words, and the sweep.</summary>
    public static void AddDeadlineEngine(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new CalendarRegion(builder.Configuration["City:CalendarRegion"] ?? CalendarRegion.Default));
        builder.Services.AddSingleton<ScheduleCache>();
        builder.Services.AddScoped<Schedules>();
        builder.Services.AddSingleton<ExplanationTexts>();
        builder.Services.AddScoped<LimitStarter>();
        builder.Services.AddScoped<FactRecorder>();
        builder.Services.AddSingleton<LightSweep>();
        builder.Services.AddSingleton<IQuietCheck, SweepQuietCheck>();
        builder.Services.AddHostedService<SweepLoop>();
        builder.Services.AddHostedService<OpenDeadlineGauges>();
    }
}
