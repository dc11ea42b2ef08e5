/// <summary>Lets the runtime load this assembly into the portal's process, for <see cref="CareCoord.Gallery.GalleryPages"/>.</summary>
internal static class StartupHook
{
    /// <summary>Called by the runtime before the portal's own program; that the assembly is loaded is all that is wanted.</summary>
    public static void Initialize() { }
}
