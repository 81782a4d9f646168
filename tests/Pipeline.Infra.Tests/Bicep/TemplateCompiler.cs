using System.Text.Json.Nodes;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Bicep;

/// <summary>Compiles the templates of the repository in a copy, as they are or with a fault planted in one.</summary>
public sealed class TemplateCompiler : IDisposable
{
    private const string ParametersFile = "infra/main.parameters.json";

    private readonly BicepCompiler bicep = new();
    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-bicep-").FullName;
    private readonly IReadOnlyList<string> paths = Repository.Files("infra", "*.bicep");

    /// <summary>Copies and compiles them as they are.</summary>
    public TemplateCompiler()
    {
        foreach (string path in paths.Append("infra/bicepconfig.json"))
        {
            Write(path, Repository.Read(path));
        }

        AsTheyAre = Compile();
    }

    /// <summary>The templates as they are.</summary>
    internal Templates AsTheyAre { get; }

    /// <summary>The templates with a fault: the first occurrence of a text in a file is replaced by another.</summary>
    internal Templates With(string path, string from, string to)
    {
        string text = Repository.Read(path);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{path} has no '{from}' to plant a fault in.");
        string faulty = string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
        if (path == ParametersFile)
        {
            return AsTheyAre with { Parameters = faulty };
        }

        Write(path, faulty);
        Templates templates = Compile();
        Write(path, text);
        return templates;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        bicep.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Write(string path, string text)
    {
        string target = Path.Combine(folder, path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
    }

    // Every file that no other one names is deployed by itself; the rest is compiled as its modules.
    private Templates Compile()
    {
        string[] texts = [.. paths.Select(path => File.ReadAllText(Path.Combine(folder, path)))];
        (string Path, (JsonObject? Template, IReadOnlyList<string> Diagnostics) Compiled)[] compiled =
        [
            .. paths.Where(path => !texts.Any(text => text.Contains($"{Path.GetFileName(path)}'", StringComparison.Ordinal)))
                .Select(path => (path, bicep.Compile(folder, path))),
        ];
        return new Templates(
            [.. compiled.Where(static of => of.Compiled.Template is not null).SelectMany(static of => new ArmTemplate(of.Path, of.Compiled.Template!).WithModules())],
            [.. compiled.SelectMany(static of => of.Compiled.Diagnostics).Distinct()],
            Repository.Read(ParametersFile));
    }
}
