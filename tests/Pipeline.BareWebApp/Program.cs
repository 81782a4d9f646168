WebApplication app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/api/health", static () => "hello");
app.Run($"http://127.0.0.1:{Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT")}");
