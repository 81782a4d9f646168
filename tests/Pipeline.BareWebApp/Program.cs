WebApplication app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/api/health", static () => "hello");
app.Run();
