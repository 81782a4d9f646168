namespace Pipeline.LocalHost.App;

/// <summary>Reads the JSON files of app and host as configuration: keys ignore letter case, <c>:</c> stands between levels.</summary>
internal static class JsonFile
{
    /// <summary>The values of an absolute path; none when the file is missing.</summary>
    /// <exception cref="HostStartException">The file is no JSON, and the remedy what to do about it.</exception>
    public static IConfiguration Read(string path, string remedy = "correct it")
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(path, optional: true).Build();
        }
        catch (InvalidDataException error)
        {
            throw new HostStartException($"{path} is not valid JSON ({error.GetBaseException().Message}); {remedy}.", error);
        }
    }
}
