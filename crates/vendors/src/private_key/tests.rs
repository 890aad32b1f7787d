//! Keys made for these tests by OpenSSL and used nowhere else.

use proptest::prelude::*;

use super::*;

/// An ordinary key.
const RSA_2048: &str = "\
-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDtLwbxGqJRQ0PQ
q/LTcs7j3zoayXYmvK03ACbKIjNbOFRSFJn+FR3YWPLL38u42/lp0OiEYqy1cj1L
o9yKVwwDLH0Gklj0sSIqECfKtGGrsan5ROqKmbmpULUS5FLjlYNEYbwvpyfXqiRa
EbnH0dxbqOSN2G2waVxgypEe2KKUen+y/RMEVDWaBSGIaIXVuM/kNW7MA8IxV4m5
snvrXbv8rtxPC/FaAbKFK6eU4WZGhG0uvgPUG1hQE9I2Sc/eRfxjt6IqwG8InH84
yK8ohi4zCeA7ETmCbAJb+sre2oN0KLRyRAqsMVINjSr/sGfdUnSarxaXbjwn2/ea
56LJSrWjAgMBAAECggEAX49dcCGneS8tMPM+Q/QTKBslmWpG2KeW8Dx25GSwJVYG
HwXe31BZtHNt6zcxKLsz+26oZ8IrzHUI/iM4dWJJ3DN98fpfrcJ6PdFBfvl7CoZr
sZsTFiGGfJGgSsrEHJ5+AzyPafGia1FJESLoI3pJmoJrBz1GQFfK2NJ0cqWcp04G
90E59NdAWX8W1N34nnjdGB2mVYmstdouCdjx5ibOmxVuqoH/bkB3eIsw31J8EsdZ
rH1LVbC/bLgyq1lvUG66SQAQrAsI0LmMhjsLZm6b3tZRSdoixcD4vkOKsTDukvlf
/HxgJ34lSd/fhstKZbKvCdRy9/aRl73mN6obs/ZjeQKBgQD5azb2AnD0OyGfbaD/
0wZ5VLDJ6R+W5NOqg4d5vTBVsNX96JiHcMcoBRFkMmGSJ9AkRaHNrtAVYELWfTYK
K/IfS7xwneW6xiz9dB+7iNwez7T4w/1duq/rL8YpytOGMuYZrvUzfSsh/w6WwlvK
+RAAmmU5r1sYeHaVU8b+w57+mQKBgQDzcSqKStaOt63TsO2GP6V7Qy8+TZzGd6LY
PEzqXiSWwmavQKC4dIqrr/eAYLx1ktDrnnOkBxefg0koZ0MlluOySCOqPIlLPzzI
j4nlcwli6efa2FUACXO6w6r8N4BS11vVBz1TGc7TIbRDU1/ld07DjlC6qd1JRVgI
qdUWHa9nmwKBgG+O/fFBHEaRIDPP9CAYwh+Iut5EsEVsqiPtWq4f6buaMcy0uWxz
DBEhWysGwc9+kUF4B6wY0aeN+7c2H/Kiv1QyKuHwLe3BcCQZSYw25cW+P4K5Ht1K
gB7gqnDM8JlosLSyJahXBvDYxSy3WBlMF1U9uaL4hPVIBDo8U5hl5PqZAoGBAOZL
0kCNV7gfjzPKFol/wF6BSjoYVg1ys/z33pOAiACO23FDJEgbB+wvRWaPHPnk7/tW
JHOxuelO23B7b4wp2DGaCRNMvV0P78KT95G2Z9TJDmt7Z73nMzIlVKXRI3Y7AUbf
2GW67mvRYKSoRPnhCgP5p+lONGbSUNuxPkHzxzGtAoGBAOq+m2wZgoHrFcSmmNgi
Vo7MHo8CNmHVjQMoKe+W+UrZBY70mq621Sl0TcR7jJoakkETtcOTTLMzK8JL9JbM
qzTugU6YnviPrHADaSh8dPJX/fkCwj8Zscv1GwXmLmliXYRpXf4B7P3J0QMxArTO
q16r+vdbKFy6NrrP8aJz3pxs
-----END PRIVATE KEY-----
";

/// A longer one.
const RSA_4096: &str = "\
-----BEGIN PRIVATE KEY-----
MIIJQwIBADANBgkqhkiG9w0BAQEFAASCCS0wggkpAgEAAoICAQCzITrG0IN0IBxj
t06oY0T4Aocql1C6kBXiDl35d7fdcAAPmVA8wgIaFwj4AeWE013SHtcOSKDWBw3Y
42gNFYwJjKe96DF/EtSpmur8R1fCHRRPvub2a1Cp7j8i+mNpm/6iwZFJW5BH6agu
rW2FXLTkqlI+1dVpk1yO7VbFMPeb9dt/r+jfj8m3ZpZxpHDS4+70kjtTvLved+8a
UsEGztH5KtXsaiVHMDN2Zmgn7jwKhNl+McPKT2pF90RdAkKZkIJlRfFoOWSTLnds
eINDjuUeBXsCE8pl7+gMEIv/dzRhcI4JTsu8FLI31W2KkZ+R+ZZokrg3Ga9b7hhM
h1t1GuvCxN8IvUYTdRzWOObJz/xG6lUNjpvBKjPBdfZb4lz2n+MUJ9Bz5/OcEND1
Il0KoI9J7oCuTpz5oiFWfRUVMY+5LstcqLGYHh7lOYoPs7LolgJ5SweAWJTC4SIJ
bquMdo4bmIy7Jygvh0+Korl5HyqlnJWI7WXE5nvOgNADygc9Oj7UJZn1RabTVG/p
lnZPx33vV9Ezv0EYjLaBk9NsQiQjUuWQGnrfwIZKMfiSLPCgM0I4vFeKByTCSTGX
oY4TIvHPgv9TXhlTxw3Fm2XZt/yk69J7tKV6Vwecr49rGBXQIl58pLhPDvT4dy3k
NogEVzkBxbjS2Of2BJ0sI4Vw7C+tswIDAQABAoICAAPlBiltcVyhS0y4695jlIvN
FKt1F8QlC6Mn5QL4B3wQ8KD/y3IbiIuQ3z9ZKmhwmgeBmr//2nNc1IAkzZqln2JT
xKl8Q2gIyXpLv0eV6E9BoTMf3b15ogrXy1ds2NcVruJS0a0l7v8JRWbvNJFKOmqg
VpWkKFwy+be0ne0/cWeNxf4Pao5Cl5DdWHCgsfOvETJ2SkQgHd7D5JbbbScpo81G
XgyIvRLzqTxhR9F0CUONr0oVnE6pQSoqEQclD4kJAc5ge21LL8GD29F0obhinBIP
h3Gi0YTVQ8o2j+MRie0c0xHAiboNbySH1BzHqfY01k09J2eXSN9ET9+JSXbd2EaR
J6MSAIYZRLlBrtAg4RsUwSs5cP5gxQPKLyqwmqSDl2A/KjM/MfyfftXCEHgiJAer
yjqCIQjUuIOcXjXFwYoFdllyU8FwAsKQ5c1o2L0oWnrFJbIv2WstadqcL40mfKoG
TNH6hJKaPJ4fRACnOjQUJiJQBSh7Eh3gCHiwvSyyeVfNKzi7KoJKVWHBU5RjmCE+
ybabKq+TTHh1h0ghE+BLe5g1KKxiofsEBzQ20dKkINg3Tu3Alkhhh+2rTsNf1hIN
AkA9TgNrCjgv8FQLpMlJ8JDEKUccB9VpuSAOf1MGV5YERR49wfjhu9vXwZk53vFR
YwMMPLm3QGlz1ufojjp9AoIBAQDsRgyTVPX9ZPwkD6+E/PMKwAZqC/wzFEks0F5W
5izdmEFfoo/felqtYqfrcmMIeosj1khUnFDDQg1+uxr0LwUJt4uLSZ3yJCOFKEZt
jnMHktmJzgQdOJ8KPz7OvNfw3Q9KwzPVhE3iD0YnC/vnqLm+ZW1ulW5Y6jMQgfVC
xsHkmi/+gYTZEjtmtEgsdbYYH9ZY3fFAz+YOgfs4pHsvYYcF1yPm5INxcLu3wuyg
f2jm9tjdXoClFuzHEw2/T9ckM3A3PTH9q8zXPhNk5tHugjJ0wa2bvd2ILwBYcyLk
pszyaA9wEN7De6tBOYYaju3sIY1iyUuFGuv+aEM32hnxPxI3AoIBAQDCFdPSoJcw
mqJnL0dV5Y2kSOi0zwrzPlfSLyhmO3XnnB0L+aSdAw18wLPtYEwuLVIlieFAButI
F4ys45vsZvEoXteNDC0qc+y5JhC8EEzme0ek03w0rO3YY7HOavh/1P8NHnDIUMQp
TH3siWjfrb1hSOhamWpUHQjOzHHOukSZ0Uqko5G3ucqRUebQ3tI2F65dC+kP2Act
5/XoiKwgXBCIE74LuUv+mhWU2Y/8Jjbbjyu92mS4YA2Pbjfzl7WJTwUua1O+atiV
XOMtnj2Ql3mAz7+cm1n0UNm4ccAxY5BjuKFekBk8LqUi2WeTIpxOyFVoUfWF5Trl
d6Kue+aE13JlAoIBAQDPp9Ufm/lCxoFwNDT//cyhsxkwFO6H+hlCALQZTd06uLkk
E1y9fey6HE4W+Yaeig1F5uvVKTk2ExSHQGy1Faoo2x8SwRXHHgn12urjGOJyUpdM
rTsib4Qf3mwWCRUExVTOUXd5/fjxaJkwcjDobnspIj2mhkDgdp2AsadcFBGPGBB8
b1rR6Vs5rdMM+DudQkYB/rYtT0sTjxu7sZvujZm9AVO1dzsq9XiWTgPoH3KUI3mA
PbF05wwc/tsDPGmKkIbclbUdDORQfGdRNChnphgwU5SAn8NXEHAOTMrrCMpxdhGz
XbBbQJLIFYWOS/ZBpU989gugpYOqKfqB2PcZ92PLAoIBAGVtVMJpDDnpRd/YtFXu
XeQx+fKrlJRjyy9bV6h9gHNmgUOF1gH722uLpTvzLDyhkKFvedilBQYq0Gh1lkGn
1nV7gvgCGgRqipaDjxFJD3cPi/RWVT2N9co053HxMyZS4Gsxskzs8GaIw/H+KWFj
gWm62TqnnAqTFcxEyWD4tOsRlgmONZOnM3ZYL+CN4ZtFKukTVVvjUHUsGLXJ3vIW
SsliT9n+nvlR+t9MB1QFgHujSX+xBxvXjp6bQgA6EzPLqPCGREBpw//iiBKJ9LCA
iI3Jg+BKy2rDadRbFc55srZ6gVJSye1KjyA0L02UM810IjYfRskPb4UFzW2T8HcR
xIUCggEBALdD7RRDk0srDyRkF0LVBJLy8CqBSGcu2rXPBjPmYFXe0cMcpwH/VzBf
BgFDEytq2ivddDXdTKa7H8iyFetk3OOUlxvFQjW9AxrZLbLCoWw2qIiBBgthbqlu
REgfQm40jS2i3JDEJECM9YEQxjF2F6SA/WLmtkT0zdx5gl9NxWng9h/MTKQewf1N
OIL4vtHs9Ql2/6CnRzB8BQTeXvOOlv0O3B49mCa57bOOZGMY960O4olzJPw0qsep
e0+fUn7VBJfzWU6mupYbv75xQBzZ6zI0JYgqCL0QuoUS3HFAvq2yo2cVZeXGHdR8
Zw0NApS4YXHZ7xbKfivNDIxs0U8VDm8=
-----END PRIVATE KEY-----
";

/// One that is too short.
const RSA_1024: &str = "\
-----BEGIN PRIVATE KEY-----
MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAOI4vCns6bSAHmhM
MgpWgm0bwDOEpnqktPEzNIYy9VtjtzKCmDPJ6HXHJzikmDIHBtS9Gbj23Ssk7ZdX
Mot9DJaA7mRpPYZd+KRmSt4CsvdEMLC/k6FhkVFLhOTycke2yG2xxCO6lEEQZ7E0
6yrKf+RlEiz9uezsVl+XOIwiSCy5AgMBAAECgYAWpblotRgcgusIZABqeoiqJaoT
PkdwZcbbktXCTZ20nYH8o4hbPu5vxBVQHWJDN+LeL2RA2S4BILxMd2VPA6DbzCbk
7JCwwbMUlhPu89pMDqUQng6Cbxq6jiikOjQicEE1+63cAhgv4FGusVhiyRu7LYLB
it909X+QEC7dghdi9QJBAPu1MkWH6k/ito1fzZRviiPuWBy2JVQ9JUAqvx1fO2hh
PeI+Vx3wyF6JWvapopuFHxD7Zc2f47Bd9bORh6UEomcCQQDmFEgMyBd+gRAFdP5B
p9MBZAxFuSOmvjLMhlcyWnc9mYzfuLEHEsDR9XlvzmwmJCiBAHUbifyOFXXgupPs
PIPfAkEAhrB+FyDUrCy33MzAGEbbV8DJm4uITBxwG3cET3ZPNtqaH7+WJGpc/eFo
MIezgJ7qcc7kufRuBUkyGgWs3QuuzwJAKVhhrjJSzn/g4ioo+qFu8KQK9IiVmIQ7
WreVec35+Y7bWuS0o0HCdrh3Dxl4I86BnNT5Nm6wfNPsb+r3ZA9n3wJAXofkdXsX
BGOYHtvui8j4mFS6rXnaGMUqMv0aEkUUkpboJbMLLycQQTi0DX+DmmaOpOND78HG
0ilXB8Fpvb9TVQ==
-----END PRIVATE KEY-----
";

/// One that is too short by a bit.
const RSA_2047: &str = "\
-----BEGIN PRIVATE KEY-----
MIIEugIBADANBgkqhkiG9w0BAQEFAASCBKQwggSgAgEAAoIBAE9dZyc+z9ZQHo9E
/n4B8jEzce4QNeb2krC1jzJeB842HuQRgcWtfBvRNFq3D8z5/j/4NYWcT0wOD3Ch
Qr5Q7uwdP3BJ6p/e2LfYCvZvzsR6RrDn8AIcoxi24p8WwiiB6im49Ui2/gBiwhto
WJY8dy4vlLS/6Azc/hXXtS43ue58oZBadgyHkDRE2Xp1sFJStUKOvIXOknv6B4Pe
CwONuLwohJcwn4QKTSkC//T7DtinYUPAm1H/K4qSHK+Sa7GalalC4Ljntt9AoYXW
T6NEpaeI3NNRzuAJdbsi4WIxclNJ2UKsPuJ3UH8TSvwP220EzfKsUtkSOZrO7rvn
FHi4b9cCAwEAAQKCAQBFkqC506NIwWV4vMfH2JbisLGAOy+1b5P6Wr7ULX/0Mpdz
4TD9BG8Wx5d4qp+sVb6ff0wT+4m8J1s7pfInejVoQN965SFL0oPy7e32SN9ed75+
mGRaxZXoNXKGeeHstq56ssw7WUdjOS/l7Nwzn3/uugFHTi/zDsuihD0s7ecNe6Hv
VhCKwIjQ157GbU2EcYdqC/SaAvd88ej7zRzR9VAXQFl21zbQ8eJDcota0gg59/fJ
KeZxEEcU1tXIP8v9ZYXrbSdWxfqvBrL223Hfr7s3jV0Q9xCjB2B/mS3VQ/CPa2kO
kdLphgeJYnlTKyxYkcTQ1JHAkHsk3fnDPYyQWzeBAoGBANAodZ24fRq8OVjL8bRY
vVRH3DIv6RGM8eKiP0Ay4nzsQJX81WI1MWBLazuo0Q/njZsxwBraI6Tb1C0neWBb
WA798uWVFTN9le3nX4///2tYkyzHQ1lKbKDSbCFHvj9o68NTfHT4K7iEjAR6Os9/
MSI5h2NenqTqNhRniHnz+QeXAoGAYZsMaP8lNcF6NoVQt/SmihZnK0/lb0C4qu1Z
FIw5fYRyVNFQNmVlWrDA1XplwTMp/ppGn2yKZUVs6PRJRk+VISK6SKEtILelw7Pc
D4zyoLtspDucKllxjrEj83KPFctL0YtOfiBi9wgUOBWzjsQxtlyFT6IU9IJtoIsn
gaHi4cECgYAFd1qHVsXqQtEatNhXDRGDuhNdOgbb0CC1+96/V9a8wxN7HNWZq53t
Um2xdmBvE3yTe734tovDE4bB3MyCLEPmuOJ9Buo0nPKn+bB3vpg9gGj0/xKUsLCj
lIMEaLblQWMXkQSuqam0Qb7Pi0oqEsP+ixY0FNMDr6bV6FYcJbz/ZwKBgDnMkC/J
D6bimNWaYq9ckBZrp9KNMIeOIw0NGlhBpXW/rdiuTrq3lqp6yuZf4cvj2XVstG+J
3faUgyb8KjwZumzx3LBPyaJ7Pg1DAAixZahq9K3YouStLMLcATcT2smEJrTCssub
sB8rSJXhu//KDMo5xbPffltAtVyBqvZoACvBAoGAFVKX5PxGrlmgoDXPAu83byRJ
nBkZM34PZuhpuz+kQcRmTdXQHCpI8NeecZPFMqSyIQD3rlEtc6qmMIuXL/dsq6x8
WPExmDKSBQ+WRg/Q5cP5kKBQhAI02gDn2DdhpGtKDqiCLqI9yzHKaZ7a+t5hYzsX
fGeturccNG7AvQOCsLQ=
-----END PRIVATE KEY-----
";

/// [`RSA_2048`] as OpenSSL wrote it before 1.0.
const PKCS1: &str = "\
-----BEGIN RSA PRIVATE KEY-----
MIIEpAIBAAKCAQEA7S8G8RqiUUND0Kvy03LO4986Gsl2JrytNwAmyiIzWzhUUhSZ
/hUd2Fjyy9/LuNv5adDohGKstXI9S6PcilcMAyx9BpJY9LEiKhAnyrRhq7Gp+UTq
ipm5qVC1EuRS45WDRGG8L6cn16okWhG5x9HcW6jkjdhtsGlcYMqRHtiilHp/sv0T
BFQ1mgUhiGiF1bjP5DVuzAPCMVeJubJ76127/K7cTwvxWgGyhSunlOFmRoRtLr4D
1BtYUBPSNknP3kX8Y7eiKsBvCJx/OMivKIYuMwngOxE5gmwCW/rK3tqDdCi0ckQK
rDFSDY0q/7Bn3VJ0mq8Wl248J9v3mueiyUq1owIDAQABAoIBAF+PXXAhp3kvLTDz
PkP0EygbJZlqRtinlvA8duRksCVWBh8F3t9QWbRzbes3MSi7M/tuqGfCK8x1CP4j
OHViSdwzffH6X63Cej3RQX75ewqGa7GbExYhhnyRoErKxByefgM8j2nxomtRSREi
6CN6SZqCawc9RkBXytjSdHKlnKdOBvdBOfTXQFl/FtTd+J543RgdplWJrLXaLgnY
8eYmzpsVbqqB/25Ad3iLMN9SfBLHWax9S1Wwv2y4MqtZb1BuukkAEKwLCNC5jIY7
C2Zum97WUUnaIsXA+L5DirEw7pL5X/x8YCd+JUnf34bLSmWyrwnUcvf2kZe95jeq
G7P2Y3kCgYEA+Ws29gJw9Dshn22g/9MGeVSwyekfluTTqoOHeb0wVbDV/eiYh3DH
KAURZDJhkifQJEWhza7QFWBC1n02CivyH0u8cJ3lusYs/XQfu4jcHs+0+MP9Xbqv
6y/GKcrThjLmGa71M30rIf8OlsJbyvkQAJplOa9bGHh2lVPG/sOe/pkCgYEA83Eq
ikrWjret07Dthj+le0MvPk2cxnei2DxM6l4klsJmr0CguHSKq6/3gGC8dZLQ655z
pAcXn4NJKGdDJZbjskgjqjyJSz88yI+J5XMJYunn2thVAAlzusOq/DeAUtdb1Qc9
UxnO0yG0Q1Nf5XdOw45QuqndSUVYCKnVFh2vZ5sCgYBvjv3xQRxGkSAzz/QgGMIf
iLreRLBFbKoj7VquH+m7mjHMtLlscwwRIVsrBsHPfpFBeAesGNGnjfu3Nh/yor9U
Mirh8C3twXAkGUmMNuXFvj+CuR7dSoAe4KpwzPCZaLC0siWoVwbw2MUst1gZTBdV
Pbmi+IT1SAQ6PFOYZeT6mQKBgQDmS9JAjVe4H48zyhaJf8BegUo6GFYNcrP8996T
gIgAjttxQyRIGwfsL0Vmjxz55O/7ViRzsbnpTttwe2+MKdgxmgkTTL1dD+/Ck/eR
tmfUyQ5re2e95zMyJVSl0SN2OwFG39hluu5r0WCkqET54QoD+afpTjRm0lDbsT5B
88cxrQKBgQDqvptsGYKB6xXEppjYIlaOzB6PAjZh1Y0DKCnvlvlK2QWO9JquttUp
dE3Ee4yaGpJBE7XDk0yzMyvCS/SWzKs07oFOmJ74j6xwA2kofHTyV/35AsI/GbHL
9RsF5i5pYl2EaV3+Aez9ydEDMQK0zqteq/r3Wyhcuja6z/Gic96cbA==
-----END RSA PRIVATE KEY-----
";

/// [`RSA_2048`] behind a passphrase.
const ENCRYPTED: &str = "\
-----BEGIN ENCRYPTED PRIVATE KEY-----
MIIFLTBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQIuyjxYwY88nUCAggA
MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAEqBBAJSXyB0jpuhCku7E/zQk7+BIIE
0KMLabFvCvfuiZGCcdqInbItvbQK3UcU0Rl+udVfDCYUN0Ci6np0VxhMIUWpCym+
6I2SrJvS+/d3iWS6jYCFjiohjZPjzhgu7rMwSC4RRsUtrqu3bUxoX5y18cee5z9m
rQ20YeN2hFaifpmUzA6BW1KoYYen9dOWxm1QohilKkqSnZ5PftmvdnIlhNpz9sX/
tsp76QxIUO6rThxxApyZzYlvXtXCMY+pYG2fiiruhW6Z0BoPyCQ52C4kzn1F1Xl8
c+2MudyBX2qbtqau7j24PORwhkCI1DOBafU6+UMc6KyW/nn2JIayzozPs+qigjq7
mKuxy5kIxk6IH4wRRnqAt4EC0o/lctAo6gljsQ957CMxdReNQcT2456dYhvGH/LX
kSAjuxEP5ZNyxLG3dNI3ePsCZaYv6VSix8GV4YPkZWyfHWYe5OugLLdn9Fc++81J
25Ld1Mbpj4E9K1OOWl6DZxSDw3gAYG+F0qnu1i3s0uy/qoPSyCoj8PFp4nJ3FvbG
+wo47I79aVwxTujrehsZVkigdLTxLbXBKwimFoulWbWGDE7nXtttcpIoxJ9cF85M
CdyBo08HountKOYklOBS/MRmZrIN4zxTMTynqKH5oBBWQH6EeHxDxWPdQKTl8qjl
aUq9ET8V2y7GZ4ZJhnJ0ytqJ0MeDcwd4y0BG2mTAdwKtvLchivX/goURO/pQBDWZ
r7htgC5cewfYvNTGGvQ/+lPcejeDIGFXuppa3qoLyLfC81qECPkkPhqElvsvmg79
+9ehl3MI+/iwWsLfuiqoXO26e2UaGqPylkzgYn4wRgKaANOZlVCMhAfkBcYjfjD8
5UIzoWO1Psx38uaTiAjQFLYuRPe1nbUEITEf+uZTZJG0hBvTPcy6KIJfSgUJgbqP
g2UE/U8m6G+kmwoU9PTK/AsGtRMcKFSWFOguqgw/C90Shw679PEWkuwXSlSSp4fC
7qsKOytrJh/2EeRYtD7zqO/goVQKE1lcy8H/jSXzmgE9AhK2opvB+lqqRNkU6wYJ
fci3YyyQXI3xo6ozttCWy2GwJ42LW+ksWcaoJ2ILb2dxFKdtRl5AhNqiOuPWRITw
N24icXae2zdm+iRP7gtqLaFV02ICMbplOSp13eevkTq5953in5tYTHJjzyU7F70Z
6zZmSIPt7a3j9qK2kFDgceQ46iZh7oY8Ml/0S8k3nu0hynxccEvLmtsYeAF3rmZh
E3hjCYd3vgX4q/mrtbh7eIISvd3KM9AtMBnwubC3qMzsAaU5L9m+JXy7rfMULH0c
IF2ndlz9mONmqOiJV4cDEqpcA0xN7tywmEIJ2vKb2Q7c5tj0sL93ltwwuMRWguo+
PIIDRhW99vRzZ85Jqi1J+UzyJ8QkTQ/SAtKvZmu6308dRw9cYnPl9HoGLuMwNFMc
QNe735nozUD7OdECrALuZFiyW7xC8BrEmc8Xr3WZVkschnBXyhhw0Qoa1a99hGiS
zV1Gxwgakkh2o9pEc4Ov9h6eJyB2d+cBIWoVW9HJC6W7g2PJdIYQVW++L0t80+cC
dho1B7rSaQbhFDNq+Suq7ZtOZgYSpl9rSYl8ppMG4dSMn7ROrKHQmrdHi8NpBsLB
wWTcSi0rGOBilROXHEZUPF9M+AYJUoa/pjfZI80AkwYf
-----END ENCRYPTED PRIVATE KEY-----
";

/// A key on the curve P-256.
const EC: &str = "\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgMIgxblUT2W07kjjU
WdH+VfYj17ky9GyYaIGu4qMX266hRANCAASYr2mi0/zb5urvIVOoR7r7E1D99uUl
NkxK+h+N+qOmtSLOq+vpehbwnDYU1BD+/eElrN+M+xq/1nw3xw7BbZb7
-----END PRIVATE KEY-----
";

/// The same as OpenSSL wrote it before 1.0.
const EC_ALONE: &str = "\
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIDCIMW5VE9ltO5I41FnR/lX2I9e5MvRsmGiBruKjF9uuoAoGCCqGSM49
AwEHoUQDQgAEmK9potP82+bq7yFTqEe6+xNQ/fblJTZMSvofjfqjprUizqvr6XoW
8Jw2FNQQ/v3hJazfjPsav9Z8N8cOwW2W+w==
-----END EC PRIVATE KEY-----
";

/// A key on the curve of Ed25519.
const ED25519: &str = "\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIES+YzqxBZzj15MS6l6bHQKOeqs7K9umFOP0tjUnNPOg
-----END PRIVATE KEY-----
";

/// The public half of [`RSA_2048`].
const PUBLIC: &str = "\
-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7S8G8RqiUUND0Kvy03LO
4986Gsl2JrytNwAmyiIzWzhUUhSZ/hUd2Fjyy9/LuNv5adDohGKstXI9S6PcilcM
Ayx9BpJY9LEiKhAnyrRhq7Gp+UTqipm5qVC1EuRS45WDRGG8L6cn16okWhG5x9Hc
W6jkjdhtsGlcYMqRHtiilHp/sv0TBFQ1mgUhiGiF1bjP5DVuzAPCMVeJubJ76127
/K7cTwvxWgGyhSunlOFmRoRtLr4D1BtYUBPSNknP3kX8Y7eiKsBvCJx/OMivKIYu
MwngOxE5gmwCW/rK3tqDdCi0ckQKrDFSDY0q/7Bn3VJ0mq8Wl248J9v3mueiyUq1
owIDAQAB
-----END PUBLIC KEY-----
";

/// [`PUBLIC`] in a certificate.
const CERTIFICATE: &str = "\
-----BEGIN CERTIFICATE-----
MIIC/zCCAeegAwIBAgIUUb4pZGUm6Et/nv03mOWf+R441aswDQYJKoZIhvcNAQEL
BQAwDzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMjEwNzQxMDFaFw0yNjExMjIwNzQx
MDFaMA8xDTALBgNVBAMMBHRlc3QwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEK
AoIBAQDtLwbxGqJRQ0PQq/LTcs7j3zoayXYmvK03ACbKIjNbOFRSFJn+FR3YWPLL
38u42/lp0OiEYqy1cj1Lo9yKVwwDLH0Gklj0sSIqECfKtGGrsan5ROqKmbmpULUS
5FLjlYNEYbwvpyfXqiRaEbnH0dxbqOSN2G2waVxgypEe2KKUen+y/RMEVDWaBSGI
aIXVuM/kNW7MA8IxV4m5snvrXbv8rtxPC/FaAbKFK6eU4WZGhG0uvgPUG1hQE9I2
Sc/eRfxjt6IqwG8InH84yK8ohi4zCeA7ETmCbAJb+sre2oN0KLRyRAqsMVINjSr/
sGfdUnSarxaXbjwn2/ea56LJSrWjAgMBAAGjUzBRMB0GA1UdDgQWBBTa+S1GsBLN
6NXEFQ9jnP+Co3x0gDAfBgNVHSMEGDAWgBTa+S1GsBLN6NXEFQ9jnP+Co3x0gDAP
BgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQCot0i2ddpRTXHhF62m
gHIVX6SmkxGGjA592ZCHQ2UaAR7hQCq5E+CmYleIwhIspYwq+IpeZu57RVSkxLTG
w9P/FbNrBR+0uvndPMNbHKUv5kRe6MUeWL87tSzapbbp4MXaiA7Sz65lbvWOu0ZV
K7vjhb8HOid22Log8xY2wI6WKdxAGBKBWdstFI7LdMW0FnIDhOT6bodlvQyL2T1P
q2SfXwRXSKMwiaiSw56HXUBZGxAqE7iFtKAbarKPx0JURKizOt6wwPeX7eQKNl+o
eTrw1F4qgVzyPMxel9kB6MCwrgVh63DOD9duybTzirKRVjjXGjrHGCuCscDHAqeo
nly/
-----END CERTIFICATE-----
";

fn lines(pem: &str) -> Vec<&str> {
    pem.lines().collect()
}

/// The same key with one sign of one line changed.
fn changed(pem: &str, line: usize, sign: usize) -> String {
    let mut lines: Vec<String> = pem.lines().map(str::to_owned).collect();
    let other = if lines[line].as_bytes()[sign] == b'A' { "B" } else { "A" };
    lines[line].replace_range(sign..=sign, other);
    lines.join("\n")
}

#[test]
fn a_key_of_2048_bits_or_more_is_taken() {
    for pem in [RSA_2048, RSA_4096] {
        assert_eq!(check(pem), Ok(()));
    }
}

#[test]
fn how_lines_end_and_what_blanks_stand_around_makes_no_difference() {
    for pem in [
        RSA_2048.replace('\n', "\r\n"),
        RSA_2048.trim().to_owned(),
        format!("\n\n  {}  \n", RSA_2048.replace('\n', "  \n\t")),
        RSA_2048.replace("-----\n", "-----\n\n"),
        format!("Bag Attributes\n    friendlyName: test\n{RSA_2048}"),
    ] {
        assert_eq!(check(&pem), Ok(()), "{pem}");
    }
}

#[test]
fn every_other_key_is_told_apart() {
    for (pem, why) in [
        (RSA_1024, &words::WEAK),
        (RSA_2047, &words::WEAK),
        (PKCS1, &words::PKCS1),
        (ENCRYPTED, &words::ENCRYPTED),
        (EC, &words::NOT_RSA),
        (EC_ALONE, &words::NOT_RSA),
        (ED25519, &words::NOT_RSA),
        (PUBLIC, &words::PUBLIC),
        (CERTIFICATE, &words::PUBLIC),
        ("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ test", &words::PUBLIC),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----", &words::FOR_SSH),
        ("-----BEGIN EC PARAMETERS-----\nBggq\n-----END EC PARAMETERS-----", &words::NOT_RSA),
        ("-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----", &words::NOT_PEM),
        ("", &words::NOT_PEM),
        ("hunter22", &words::NOT_PEM),
        (r#"{"type": "service_account"}"#, &words::NOT_PEM),
    ] {
        assert_eq!(check(pem), Err(why), "{pem}");
    }
}

#[test]
fn a_key_without_its_first_or_last_line_is_told_so() {
    let all = lines(RSA_2048);
    assert_eq!(check(&all[1..].join("\n")), Err(&words::NOT_PEM));
    assert_eq!(check(&all[1..all.len() - 1].join("\n")), Err(&words::NOT_PEM));
    assert_eq!(check(&all[..all.len() - 1].join("\n")), Err(&words::CUT));
    assert_eq!(check(&all[..9].join("\n")), Err(&words::CUT));
    assert_eq!(check("-----BEGIN PRIVATE KEY-----"), Err(&words::CUT));
    let ends_otherwise = RSA_2048.replace("END PRIVATE", "END RSA PRIVATE");
    assert_eq!(check(&ends_otherwise), Err(&words::CUT));
}

#[test]
fn a_key_whose_line_ends_were_lost_is_told_so() {
    for pem in [RSA_2048.replace('\n', " "), RSA_2048.replace('\n', ""), RSA_2048.replace('\n', "\\n")] {
        assert_eq!(check(&pem), Err(&words::FLAT), "{pem}");
    }
}

#[test]
fn one_key_is_enough() {
    for pem in
        [format!("{RSA_2048}{RSA_4096}"), format!("{CERTIFICATE}{RSA_2048}"), format!("{PKCS1}{PUBLIC}")]
    {
        assert_eq!(check(&pem), Err(&words::SEVERAL), "{pem}");
    }
    assert_eq!(
        check(&format!("-----BEGIN EC PARAMETERS-----\nBggq\n-----END EC PARAMETERS-----\n{EC_ALONE}")),
        Err(&words::NOT_RSA)
    );
}

#[test]
fn a_key_with_something_changed_is_garbled() {
    let all = lines(RSA_2048);
    let without = |line: usize| [&all[..line], &all[line + 1..]].concat().join("\n");
    let nothing_in_it = [all[0], all[all.len() - 1]].join("\n");
    for pem in [
        without(1),
        without(9),
        without(all.len() - 2),
        nothing_in_it,
        RSA_2048.replace("MII", "MI"),
        RSA_2048.replace("MII", "M*I"),
        // In the outer length, in the modulus and in the second prime.
        changed(RSA_2048, 1, 3),
        changed(RSA_2048, 3, 20),
        changed(RSA_2048, 15, 20),
    ] {
        assert_eq!(check(&pem), Err(&words::GARBLED), "{pem}");
    }
}

proptest! {
    #[test]
    fn any_text_has_an_answer(text in any::<String>()) {
        prop_assert!(check(&text).is_err());
    }

    #[test]
    fn any_bytes_in_a_key_have_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----", BASE64.encode(bytes));
        prop_assert!(check(&pem).is_err());
    }

    #[test]
    fn a_key_that_is_cut_anywhere_is_never_taken(keep in 0..RSA_2048.len() - 1) {
        prop_assert!(check(RSA_2048.split_at(keep).0).is_err());
    }

    #[test]
    fn a_key_with_a_sign_changed_anywhere_never_stops_anything(at in 0..RSA_2048.len(), sign in "[ -~]") {
        let mut pem = RSA_2048.to_owned();
        pem.replace_range(at..=at, &sign);
        let _ = check(&pem);
    }
}
