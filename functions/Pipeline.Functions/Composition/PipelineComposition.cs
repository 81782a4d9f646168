using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Azure.Functions.Worker.Builder;
using Pipeline.Core.Flows.Scheduling;
using Pipeline.Functions.Flows;
using Pipeline.Functions.Feeds;
using Pipeline.Functions.Http;
using Pipeline.Functions.Notifications;
using Pipeline.Functions.OpenApi;
using Pipeline.Functions.Ops;
using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Composition;

/// <summary>Puts the app together.</summary>
public static class PipelineComposition
{
    /// <summary>Reads the settings and registers everything; no partner and no storage is contacted.</summary>
    /// <exception cref="SettingsException">A setting is missing or wrong.</exception>
    public static FunctionsApplicationBuilder AddPipeline(this FunctionsApplicationBuilder builder)
    {
        NcrontabSchedule schedule = new();
        PipelineSettings settings = PipelineSettings.Read(builder.Configuration, schedule);
        _ = builder.Services
            .AddSingleton(settings)
            .AddSingleton(SignIn.Read(builder.Configuration))
            .AddSingleton<IFlowSchedule>(schedule)
            .AddStorage(settings.Storage)
            .AddFlows(settings)
            .AddFeeds()
            .AddOrders(settings)
            .AddNotifications()
            .AddOrderApi(settings)
            .AddSingleton<Readiness>()
            .AddSingleton<ApiDocument>()
            .AddSingleton<IExceptionHandler, ProblemAnswers>()
            .ConfigureHttpJsonOptions(static json =>
            {
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, PipelineJson.Default);
                json.SerializerOptions.Converters.Add(new UtcInstantConverter());
                json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            });
        builder.AddTelemetry();
        return builder;
    }

    /// <summary>Adds what stands around the functions.</summary>
    public static WebApplication UsePipeline(this WebApplication app)
    {
        _ = app.Use(static (http, next) => ProblemAnswers.AnswerBareStatusAsync(http, next));
        _ = app.Use(static (http, next) => OperatorGate.CheckAsync(http, next));
        return app;
    }
}
