// Languages and citizenships: ISO 639 and ISO 3166 as far as Unicode's CLDR names them in all our languages.

#include "casework/case_codes.hpp"

namespace casework {

const Codes& language_codes() {
    static const Codes codes{
        "en", "uk", "ru", "ar", "fa", "prs", "ps", "ku", "ckb", "tr", "fr", "es",  "pt",   "ro", "it", "de",
        "pl", "bg", "mk", "sq", "sr", "bs",  "hr", "hu", "sk",  "cs", "el", "ka",  "hy",   "az", "kk", "ky",
        "uz", "tg", "tk", "mn", "be", "lt",  "lv", "et", "rom", "am", "ti", "so",  "om",   "sw", "rw", "ln",
        "ha", "yo", "ig", "wo", "ff", "bm",  "bn", "ur", "hi",  "pa", "ne", "si",  "ta",   "ml", "te", "my",
        "th", "lo", "km", "vi", "id", "tl",  "zh", "ko", "ja",  "he", "yi", "sgn", "other"};
    return codes;
}

const Codes& citizenship_codes() {
    static const Codes codes{
        "AD", "AE", "AF", "AG",        "AI",     "AL", "AM", "AO", "AR", "AS", "AT", "AU", "AW", "AX", "AZ",
        "BA", "BB", "BD", "BE",        "BF",     "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR",
        "BS", "BT", "BW", "BY",        "BZ",     "CA", "CC", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM",
        "CN", "CO", "CR", "CU",        "CV",     "CW", "CX", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ",
        "EC", "EE", "EG", "EH",        "ER",     "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA", "GB",
        "GD", "GE", "GF", "GG",        "GH",     "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GT", "GU", "GW",
        "GY", "HK", "HN", "HR",        "HT",     "HU", "ID", "IE", "IL", "IM", "IN", "IQ", "IR", "IS", "IT",
        "JE", "JM", "JO", "JP",        "KE",     "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ",
        "LA", "LB", "LC", "LI",        "LK",     "LR", "LS", "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME",
        "MF", "MG", "MH", "MK",        "ML",     "MM", "MN", "MO", "MP", "MQ", "MR", "MS", "MT", "MU", "MV",
        "MW", "MX", "MY", "MZ",        "NA",     "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU",
        "NZ", "OM", "PA", "PE",        "PF",     "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW",
        "PY", "QA", "RE", "RO",        "RS",     "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI",
        "SJ", "SK", "SL", "SM",        "SN",     "SO", "SR", "SS", "ST", "SV", "SX", "SY", "SZ", "TC", "TD",
        "TG", "TH", "TJ", "TK",        "TL",     "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG",
        "US", "UY", "UZ", "VA",        "VC",     "VE", "VG", "VI", "VN", "VU", "WF", "WS", "XK", "YE", "YT",
        "ZA", "ZM", "ZW", "stateless", "unknown"};
    return codes;
}

}  // namespace casework
