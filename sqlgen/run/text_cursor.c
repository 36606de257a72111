/*
 * Characters and what they are; see text_cursor.h.
 *
 * The C library knows Unicode once it is told to by a locale of our own, which leaves the
 * process's locale alone. Where there is no C.UTF-8 only ASCII has letters.
 */
#include "sqlgen/run/text_cursor.h"

#include <locale.h>
#include <pthread.h>
#include <wctype.h>

static locale_t opened_locale;

static void locale_open(void) {
    opened_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

/* Opened when it is first needed, since its tables take memory; (locale_t)0 if the system has no
 * C.UTF-8. */
static locale_t unicode_locale(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, locale_open);
    return opened_locale;
}

TextCursor text_cursor(Str text, bool fold) {
    const unsigned char *bytes = (const unsigned char *)text.data;
    return (TextCursor){bytes, bytes + text.length, fold};
}

uint32_t text_upper(uint32_t point) {
    if (point < 0x80) {
        return point >= 'a' && point <= 'z' ? point - ('a' - 'A') : point;
    }
    locale_t locale = unicode_locale();
    return locale != (locale_t)0 ? (uint32_t)towupper_l((wint_t)point, locale) : point;
}

uint32_t text_lower(uint32_t point) {
    if (point < 0x80) {
        return point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point;
    }
    locale_t locale = unicode_locale();
    return locale != (locale_t)0 ? (uint32_t)towlower_l((wint_t)point, locale) : point;
}

uint32_t text_fold(uint32_t point) {
    return point < 0x80 ? text_lower(point) : text_lower(text_upper(point));
}

uint32_t text_next_wide(TextCursor *cursor, uint32_t first) {
    uint32_t point = first;
    int more = point >= 0xF0 ? 3 : point >= 0xE0 ? 2 : point >= 0xC0 ? 1 : 0;
    if (more == 0 || cursor->end - cursor->at < more) {
        return point;
    }
    point &= 0x3Fu >> more;
    while (more-- > 0) {
        point = point << 6 | (*cursor->at++ & 0x3Fu);
    }
    return cursor->fold ? text_fold(point) : point;
}

static const char *const class_names[] = {
    [TEXT_ALNUM] = "alnum", [TEXT_ALPHA] = "alpha", [TEXT_BLANK] = "blank",
    [TEXT_CNTRL] = "cntrl", [TEXT_DIGIT] = "digit", [TEXT_GRAPH] = "graph",
    [TEXT_LOWER] = "lower", [TEXT_PRINT] = "print", [TEXT_PUNCT] = "punct",
    [TEXT_SPACE] = "space", [TEXT_UPPER] = "upper", [TEXT_XDIGIT] = "xdigit",
    [TEXT_WORD] = "word",
};

bool text_class_of_name(Str name, TextClass *out) {
    for (size_t i = 0; i < sizeof class_names / sizeof *class_names; i++) {
        if (str_equal(name, str_from(class_names[i]))) {
            *out = (TextClass)i;
            return true;
        }
    }
    return false;
}

bool text_is(uint32_t point, TextClass class) {
    if (class == TEXT_WORD) {
        return point == '_' || text_is(point, TEXT_ALNUM);
    }
    if (class == TEXT_DIGIT) {
        return point >= '0' && point <= '9';
    }
    locale_t locale = unicode_locale();
    if (locale == (locale_t)0) {
        return point < 0x80 && iswctype((wint_t)point, wctype(class_names[class])) != 0;
    }
    wctype_t type = wctype_l(class_names[class], locale);
    return iswctype_l((wint_t)point, type, locale) != 0;
}
