using System.ComponentModel.DataAnnotations;
using System.Text;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;
using QRCoder;

namespace CareCoord.Web.Accounts;

/// <summary>Turns the second step at sign-in on and off.</summary>
public partial class SecondStepSettingsPage
{
    private bool on;
    private string key = "";
    private string email = "";
    private int codesLeft;
    private string? problem;
    private IReadOnlyList<string>? codes;

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [SupplyParameterFromForm(FormName = "on")]
    private TurnOn On { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "off")]
    private TurnOff Off { get; set; } = null!;

    private string Spaced => string.Join(' ', key.Chunk(4).Select(four => new string(four)));

    private string Picture
    {
        get
        {
            var address = $"otpauth://totp/CareCoord:{Uri.EscapeDataString(email)}?secret={key}&issuer=CareCoord&digits=6";
            using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
            using var drawing = new SvgQRCode(code);
            return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(drawing.GetGraphic(4)));
        }
    }

    protected override async Task OnInitializedAsync()
    {
        On ??= new();
        Off ??= new();
        email = await Security.EmailAsync(Viewer.Me);
        (on, key, codesLeft) = await Security.SecondStepAsync(Viewer.Me, CancellationToken.None);
    }

    private async Task TurnOnAsync()
    {
        (codes, problem) = await Security.TurnOnAsync(Viewer.Me, On.Password!, On.Code!, CancellationToken.None);
    }

    private async Task TurnOffAsync()
    {
        problem = await Security.TurnOffAsync(Viewer.Me, Off.Password!, CancellationToken.None);
        if (problem is null)
            (on, key, codesLeft) = await Security.SecondStepAsync(Viewer.Me, CancellationToken.None);
    }

    /// <summary>The password, and the code that proves that the app is set up.</summary>
    public sealed class TurnOn
    {
        [Required(ErrorMessage = "Enter your password."), StringLength(1024, ErrorMessage = "That is too long for a password.")]
        public string? Password { get; set; }

        [Required(ErrorMessage = "Enter the six digits that the app shows."), StringLength(12, ErrorMessage = "The code has six digits.")]
        public string? Code { get; set; }
    }

    /// <summary>The password, asked again before the second step goes.</summary>
    public sealed class TurnOff
    {
        [Required(ErrorMessage = "Enter your password."), StringLength(1024, ErrorMessage = "That is too long for a password.")]
        public string? Password { get; set; }
    }
}
