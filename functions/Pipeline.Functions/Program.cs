using Microsoft.Azure.Functions.Worker.Builder;
using Pipeline.Functions.Composition;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.AddPipeline();
builder.Build().UsePipeline().Run();
