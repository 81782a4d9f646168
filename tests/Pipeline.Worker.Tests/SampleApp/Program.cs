using Microsoft.Azure.Functions.Worker.Builder;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
if (builder.Configuration["BreakingService"] is not null)
{
    builder.Services.AddHostedService<SampleApp.BreakingService>();
}

builder.Build().Run();
