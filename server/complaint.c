/* Complaint; see complaint.h. */
#include "server/complaint.h"

#include <stdarg.h>
#include <stdio.h>

bool complain(Complaint *complaint, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(complaint->text, sizeof complaint->text, format, arguments);
    va_end(arguments);
    /* Names and values come from files and command lines: they must not make a second line. */
    for (char *c = complaint->text; *c != '\0'; c++) {
        if ((unsigned char)*c < ' ' || *c == 0x7f) {
            *c = ' ';
        }
    }
    return false;
}
