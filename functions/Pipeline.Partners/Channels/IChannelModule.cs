using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Partners.Channels;

/// <summary>What a channel needs beside itself: the settings of its stores with their rules, its clients.</summary>
public interface IChannelModule
{
    /// <summary>The kind, as in <see cref="Core.Channels.IChannel.Kind"/>: stores are checked against it before any channel is made.</summary>
    static abstract string KindName { get; }

    /// <summary>Registers it. No setting is read yet and nobody is contacted.</summary>
    static abstract void AddServices(IServiceCollection services);
}
