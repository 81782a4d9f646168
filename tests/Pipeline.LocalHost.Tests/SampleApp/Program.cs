using Microsoft.Azure.Functions.Worker.Builder;

FunctionsApplication.CreateBuilder(args).Build().Run();
