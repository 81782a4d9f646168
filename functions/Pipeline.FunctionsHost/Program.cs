using Pipeline.FunctionsHost;
using Pipeline.FunctionsHost.Hosting;

if (args is [] or ["-h"] or ["--help"])
{
    Console.WriteLine(CommandLine.Usage);
    return args.Length == 0 ? 1 : 0;
}

try
{
    return await FunctionsHost.RunAsync(CommandLine.Read(args));
}
catch (HostStartException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
