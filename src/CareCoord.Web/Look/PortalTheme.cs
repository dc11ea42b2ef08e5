using MudBlazor;

namespace CareCoord.Web.Look;

/// <summary>The one place with colours, sizes of type and radii: the components' theme, and the portal's own tokens beside it.</summary>
internal static class PortalTheme
{
    /// <summary>The face; where it is not there yet, the system's.</summary>
    private static readonly string[] Face = ["Figtree", "system-ui", "Segoe UI", "Roboto", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Background = "#F6F3EC",
            BackgroundGray = "#ECE7DC",
            Surface = "#FFFFFF",
            Primary = "#0B6868",
            PrimaryContrastText = "#FFFFFF",
            Secondary = "#525D67",
            SecondaryContrastText = "#FFFFFF",
            TextPrimary = "#1B2733",
            TextSecondary = "#525D67",
            TextDisabled = "#525D67",
            ActionDefault = "#1B2733",
            ActionDisabled = "#525D67",
            ActionDisabledBackground = "#ECE7DC",
            LinesDefault = "#DED8CB",
            LinesInputs = "#747E86",
            TableLines = "#DED8CB",
            TableHover = "#ECE7DC73",
            TableStriped = "#ECE7DC40",
            Divider = "#DED8CB",
            DividerLight = "#DED8CB",
            Warning = "#7A4E00",
            Error = "#A3231F",
            Success = "#1E6339",
            Info = "#1B5899",
            AppbarBackground = "#F6F3EC",
            AppbarText = "#1B2733",
            DrawerBackground = "#F6F3EC",
            DrawerText = "#1B2733",
            DrawerIcon = "#525D67",
            Dark = "#1B2733",
            DarkContrastText = "#F6F3EC",
        },
        PaletteDark = new PaletteDark
        {
            Background = "#10161A",
            BackgroundGray = "#222C34",
            Surface = "#192127",
            Primary = "#66CBC4",
            PrimaryContrastText = "#0B2122",
            Secondary = "#A9B4BC",
            SecondaryContrastText = "#10161A",
            TextPrimary = "#E8EDF0",
            TextSecondary = "#A9B4BC",
            TextDisabled = "#A9B4BC",
            ActionDefault = "#E8EDF0",
            ActionDisabled = "#A9B4BC",
            ActionDisabledBackground = "#222C34",
            LinesDefault = "#2C3740",
            LinesInputs = "#808B94",
            TableLines = "#2C3740",
            TableHover = "#222C3473",
            TableStriped = "#222C3440",
            Divider = "#2C3740",
            DividerLight = "#2C3740",
            Warning = "#F0C46A",
            WarningContrastText = "#37290F",
            Error = "#F4958C",
            ErrorContrastText = "#3D201E",
            Success = "#7FD19B",
            SuccessContrastText = "#16321F",
            Info = "#93C0F2",
            InfoContrastText = "#172C44",
            AppbarBackground = "#10161A",
            AppbarText = "#E8EDF0",
            DrawerBackground = "#10161A",
            DrawerText = "#E8EDF0",
            DrawerIcon = "#A9B4BC",
            Dark = "#E8EDF0",
            DarkContrastText = "#10161A",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "9px", AppbarHeight = "56px" },
        Typography = new Typography
        {
            Default = new DefaultTypography
            {
                FontFamily = Face,
                FontSize = "1rem",
                LineHeight = "1.5",
                LetterSpacing = "normal",
            },
            H1 = new H1Typography
            {
                FontFamily = Face,
                FontSize = "1.67rem",
                FontWeight = "700",
                LineHeight = "1.18",
                LetterSpacing = "-.015em",
            },
            H2 = new H2Typography
            {
                FontFamily = Face,
                FontSize = "1.17rem",
                FontWeight = "700",
                LineHeight = "1.3",
                LetterSpacing = "-.005em",
            },
            H3 = new H3Typography
            {
                FontFamily = Face,
                FontSize = "1rem",
                FontWeight = "650",
                LineHeight = "1.35",
                LetterSpacing = "normal",
            },
            Body1 = new Body1Typography
            {
                FontFamily = Face,
                FontSize = "1rem",
                LineHeight = "1.5",
                LetterSpacing = "normal",
            },
            Body2 = new Body2Typography
            {
                FontFamily = Face,
                FontSize = ".86rem",
                LineHeight = "1.45",
                LetterSpacing = "normal",
            },
            Button = new ButtonTypography
            {
                FontFamily = Face,
                FontSize = "1rem",
                FontWeight = "650",
                LineHeight = "1.2",
                LetterSpacing = "normal",
                TextTransform = "none",
            },
        },
    };

    /// <summary>What the theme of the components has no name for, light and dark.</summary>
    public static readonly (string Name, string Light, string Dark)[] Tokens =
    [
        ("accent-soft", "#DDEFED", "#17363A"),
        ("deep", "#0A4648", "#11393C"),
        ("on-deep", "#F3FAF9", "#EDF7F6"),
        ("on-deep-soft", "#BBDCD9", "#A9D0CD"),
        ("att-soft", "#FFEFCC", "#37290F"),
        ("bad-soft", "#FDE8E5", "#3D201E"),
        ("good-soft", "#E2F3E7", "#16321F"),
        ("info-soft", "#E4EFFB", "#172C44"),
        ("art-1", "#DDEFED", "#1D4145"),
        ("art-2", "#0B6868", "#66CBC4"),
        ("art-3", "#E8DCC3", "#3B372C"),
        ("art-4", "#C98B4A", "#C98B4A"),
        ("art-5", "#FFFFFF", "#26313A"),
        (
            "float",
            "0 2px 6px rgb(27 39 51 / .08), 0 14px 36px rgb(27 39 51 / .14)",
            "0 2px 6px rgb(0 0 0 / .4), 0 14px 36px rgb(0 0 0 / .5)"
        ),
    ];

    /// <summary>The portal's short names for the components' colours.</summary>
    public static readonly (string Name, string Of)[] Aliases =
    [
        ("paper", "background"),
        ("surface", "surface"),
        ("sunk", "background-gray"),
        ("line", "lines-default"),
        ("edge", "lines-inputs"),
        ("ink", "text-primary"),
        ("soft", "text-secondary"),
        ("accent", "primary"),
        ("on-accent", "primary-text"),
        ("att", "warning"),
        ("bad", "error"),
        ("good", "success"),
        ("info", "info"),
    ];
}
